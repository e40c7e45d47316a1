import type { Engine } from '../../engine/engine.ts';
import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import { everyMember } from '../attribution/every-member.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Violation } from '../violation.ts';

const TRACE = 'op:trace';

/** Whether the engine can tell its calls into the device. */
export function tracesOf(engine: Engine): boolean {
  return engine.hello.features.includes(TRACE);
}

/** The violation of other calls, or in another order, than the oracle's; null when there is none, or nobody told. */
export function differentTrace(
  law: string,
  shape: StructShape,
  expected: readonly string[],
  received: readonly string[] | undefined,
): Violation | null {
  if (received === undefined) return null;
  const at = firstDifference(expected, received);
  if (at < 0) return null;
  const wanted = expected[at] ?? 'no further call';
  const got = received[at] ?? 'no further call';
  return {
    law,
    rule: sameCalls(expected, received)
      ? 'VMS-HOOK-1'
      : (ruleOfVersion(shape, wanted, got) ?? ruleOfTmp(shape, wanted) ?? ruleOf(expected[at], received[at])),
    verdict: 'nonconform',
    summary: `call ${at + 1} into the device: expected ${wanted}, the engine made ${got}`,
    evidence: { kind: 'answer', expected: lines(expected), received: lines(received) },
  };
}

/** The same calls, in another order. */
function sameCalls(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return -1;
}

/** The rule of a call that is told another version than the right one: what says the version of that struct. */
function ruleOfVersion(shape: StructShape, wanted: string, got: string): RuleId | null {
  const call = /^(?:(?<hook>\w+) (?<name>.*)) -?\d+$/.exec(wanted);
  if (call?.groups === undefined || !got.startsWith(wanted.slice(0, wanted.lastIndexOf(' ') + 1))) return null;
  const { hook = '', name = '' } = call.groups;
  const holders = everyMember(shape).filter(({ element }) =>
    structsOf(element).some((struct) => name === struct.name || name.startsWith(`${struct.name}.`)),
  );
  // Names need not differ: what is rarest is the likeliest.
  if (holders.some(({ element }) => element.kind === 'tmp')) return 'VMS-TMP-1';
  if (holders.some(({ element }) => element.kind === 'list')) return 'VMS-LIST-2';
  if (holders.some(({ element }) => element.kind === 'tree')) return 'VMS-TREE-2';
  if (holders.some(({ element }) => element.kind === 'struct' && element.version !== undefined)) return 'VMS-VERSION-3';
  return hook === 'field_exists' ? 'VMS-EXIST-2' : 'VMS-HOOK-1';
}

/** A call that a temporary object always makes, whatever hooks it lists. */
function ruleOfTmp(shape: StructShape, wanted: string): RuleId | null {
  const call = /^(?<hook>pre_save|pre_load|post_load) (?<name>.*?)(?: -?\d+)?$/.exec(wanted);
  const { hook = '', name = '' } = call?.groups ?? {};
  const isImplied = everyMember(shape).some(
    ({ element }) =>
      element.kind === 'tmp' &&
      element.struct.name === name &&
      !Object.entries(element.struct.hooks ?? {}).some(([own, value]) => own === hook && value !== undefined),
  );
  return isImplied ? 'VMS-TMP-1' : null;
}

/** Whom the first differing call belongs to. */
function ruleOf(expected: string | undefined, received: string | undefined): RuleId {
  const lines = [expected ?? '', received ?? ''];
  if (expected?.startsWith('post_save ') === true || received?.startsWith('post_save ') === true) return 'VMS-HOOK-2';
  if (lines.some((line) => line.startsWith('field_exists '))) return 'VMS-EXIST-2';
  if (received?.startsWith('needed ') === true) return 'VMS-SUB-2';
  if (lines.some((line) => line.startsWith('needed '))) return 'VMS-SUB-1';
  if (lines.some((line) => /^\w+_errp /.test(line))) return 'VMS-HOOK-4';
  return expected === undefined || received === undefined ? 'VMS-HOOK-2' : 'VMS-HOOK-1';
}

function lines(trace: readonly string[]): string {
  return trace.length === 0 ? 'no call' : trace.join(', ');
}
