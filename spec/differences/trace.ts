import type { Engine } from '../../engine/engine.ts';
import { callText, hookNames, parseCall, type Call } from '../../vmstate/hooks.ts';
import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import { everyMember, everyStruct } from '../attribution/every-member.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Violation } from '../violation.ts';

const TRACE = 'op:trace';

/** Whether the engine can report its calls into the device. */
export function tracesOf(engine: Engine): boolean {
  return engine.hello.features.includes(TRACE);
}

/** The calls that the oracle expects and the lines that the engine reported; absent: it reports none. */
export interface Traces {
  readonly expected: readonly Call[];
  readonly received: readonly string[] | undefined;
  /** False where something other than a hook ends the load: a call too many then came too early. */
  readonly byHook?: boolean | undefined;
  /** Whether the calls are those of a save. */
  readonly isSave?: boolean | undefined;
}

/** The violation of other calls, or in another order, than the oracle's; null when there is none, or no report. */
export function differentTrace(
  law: string,
  shape: StructShape,
  { expected, received, byHook = true, isSave = false }: Traces,
): Violation | null {
  if (received === undefined) return null;
  const wanted = expected.map(callText);
  const at = firstDifference(wanted, received);
  if (at < 0) return null;
  const calls: DifferentCalls = { expected: expected[at] ?? null, received: parseCall(received[at] ?? '') };
  const fails = canFail(shape);
  const endsThere = Math.min(expected.length, received.length) <= at;
  return {
    law,
    rule: sameCalls(wanted, received)
      ? 'VMS-HOOK-1'
      : (ruleOfVersion(shape, calls) ??
        ruleOfTmp(shape, calls.expected) ??
        ruleOf(shape, calls, {
          isLate: isLate(wanted, received, at),
          fails,
          isCut: fails && endsThere && byHook,
          isSave,
        })),
    verdict: 'nonconform',
    summary: `call ${at + 1} into the device: the engine made ${received[at] ?? 'no further call'} instead of ${wanted[at] ?? 'no further call'}`,
    evidence: { kind: 'answer', expected: lines(wanted), received: lines(received) },
  };
}

/** The first two calls that differ; null: there is no further call, or (received) the line names no call. */
interface DifferentCalls {
  readonly expected: Call | null;
  readonly received: Call | null;
}

/** Whether anything of the device ends a save or load: a call that is missing was left out because of it. */
function canFail(shape: StructShape): boolean {
  return (
    everyMember(shape).some(({ element }) => element.kind === 'failing') ||
    everyStruct(shape).some(({ hooks = {} }) =>
      Object.values(hooks).some((result) => result === false || (result !== undefined && Number(result) < 0)),
    )
  );
}

/** Whether the struct of a plain hook that is called also lists the variant, which is called instead. */
function isVariantListed(shape: StructShape, { hook, name }: Call): boolean {
  return everyStruct(shape).some(
    (struct) =>
      struct.name === name && hookNames.some((each) => each === `${hook}_errp` && struct.hooks?.[each] !== undefined),
  );
}

function isSubsection(shape: StructShape, name: string): boolean {
  return everyStruct(shape).some(({ subsections = [] }) => subsections.some(({ struct }) => struct.name === name));
}

/** Whether the call that is expected at a place is made behind it. */
function isLate(expected: readonly string[], received: readonly string[], at: number): boolean {
  const call = expected[at];
  return call !== undefined && received.lastIndexOf(call) > at;
}

/** The same calls, in another order. */
function sameCalls(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return -1;
}

/** The rule of a call that gets a wrong version: the rule that says the version of that struct. */
function ruleOfVersion(shape: StructShape, { expected, received }: DifferentCalls): RuleId | null {
  if (expected === null || expected.version === null) return null;
  const { hook, name } = expected;
  if (received?.hook !== hook || received.name !== name) return null;
  const holders = everyMember(shape).filter(({ element }) =>
    structsOf(element).some((struct) => name === struct.name || name.startsWith(`${struct.name}.`)),
  );
  if (Math.max(received.version ?? 0, expected.version) > 0xff && isSubsection(shape, name)) return 'VMS-SUB-3';
  // Several structs may have the name: the rarest kind is the likeliest.
  if (holders.some(({ element }) => element.kind === 'tmp')) return 'VMS-TMP-1';
  if (holders.some(({ element }) => element.kind === 'list')) return 'VMS-LIST-2';
  if (holders.some(({ element }) => element.kind === 'tree')) return 'VMS-TREE-2';
  if (holders.some(({ element }) => element.kind === 'struct' && element.version !== undefined)) return 'VMS-VERSION-3';
  return hook === 'field_exists' ? 'VMS-EXIST-2' : 'VMS-HOOK-1';
}

/** A call that a temporary object always makes, whatever hooks it lists. */
function ruleOfTmp(shape: StructShape, expected: Call | null): RuleId | null {
  if (expected === null) return null;
  const { hook, name } = expected;
  if (hook !== 'pre_save' && hook !== 'pre_load' && hook !== 'post_load') return null;
  const isImplied = everyMember(shape).some(
    ({ element }) =>
      element.kind === 'tmp' && element.struct.name === name && element.struct.hooks?.[hook] === undefined,
  );
  return isImplied ? 'VMS-TMP-1' : null;
}

/** What is known of two traces besides the first calls that differ. */
interface Circumstances {
  /** Something of the device fails. */
  readonly fails: boolean;
  /** That may have cut one of the traces short. */
  readonly isCut: boolean;
  readonly isSave: boolean;
  /** The expected call is made later. */
  readonly isLate: boolean;
}

/** The rule of the first calls that differ. */
function ruleOf(
  shape: StructShape,
  { expected, received }: DifferentCalls,
  { fails, isCut, isSave, isLate }: Circumstances,
): RuleId {
  const hooks = [expected?.hook, received?.hook];
  if (isLate && hooks.every((hook) => hook !== undefined && /^(pre|post)_/.test(hook))) return 'VMS-HOOK-1';
  if (hooks.includes('post_save')) return fails ? 'VMS-HOOK-2' : 'VMS-HOOK-1';
  if (hooks.includes('field_exists')) return 'VMS-EXIST-2';
  // A load asks no subsection whether it is needed.
  if (received?.hook === 'needed' && !isSave) return 'VMS-SUB-2';
  // One that is asked before pre_save, or although the save has failed, is asked too early.
  if (hooks.includes('needed') && expected !== null && !expected.hook.startsWith('pre_save')) return 'VMS-SUB-1';
  // The one is called for the other, or one of them besides.
  const [wanted, made] = hooks.map((hook) => hook?.replace(/_errp$/, ''));
  if (wanted === made && hooks[0] !== hooks[1]) return 'VMS-HOOK-4';
  if (expected === null && received !== null && received.hook === made && isVariantListed(shape, received))
    return 'VMS-HOOK-4';
  return isCut ? 'VMS-HOOK-2' : 'VMS-HOOK-1';
}

const BETWEEN = ', ';

function lines(trace: readonly string[]): string {
  return trace.length === 0 ? 'no call' : trace.join(BETWEEN);
}

/**
 * Whether a violation is that of a call that is made, but later than it should be. Nothing else that is
 * wrong has this effect, and it can have any: what the calls do to the device comes too early or too late.
 */
export function isOfOrder({ rule, evidence }: Pick<Violation, 'rule' | 'evidence'>): boolean {
  if (rule !== 'VMS-HOOK-1' || evidence.kind !== 'answer') return false;
  const [expected, received] = [evidence.expected.split(BETWEEN), evidence.received.split(BETWEEN)];
  return isLate(expected, received, firstDifference(expected, received));
}
