import type { LoadOutcome, Rejected, Traced } from '../../engine/engine.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { callText } from '../../vmstate/hooks.ts';
import type { StructValue } from '../../vmstate/model/model.ts';
import { plural } from '../../vmstate/plural.ts';
import { answerText, verdictOf } from '../answer.ts';
import { attributedRule, rulesOfOwners } from '../attribution/attribute.ts';
import { ruleOfRefusal, ruleOfWrongEnd } from '../attribution/attribute-load.ts';
import { bytesText, sameBytes } from '../differences/bytes.ts';
import { firstMemoryDifference } from '../differences/memory-after-load.ts';
import { differentMessages } from '../differences/messages.ts';
import { differentLoadOpaques } from '../differences/opaques.ts';
import { differentTrace } from '../differences/trace.ts';
import { differentValues, firstValueDifference } from '../differences/values-differences.ts';
import type { LawOutcome } from '../law.ts';
import type { RuleId } from '../rules/rules.ts';
import type { MemoryDifference, Violation } from '../violation.ts';
import { isAsExpected } from './saved-after.ts';
import { shapeOf, type DefinedLoad, type Wanted } from './wanted-load.ts';

/** Worst first: how it ended, what it did to the device, and only then by which numbers and words it says so. */
export function differenceOf(wanted: Wanted, decoded: DefinedLoad, load: LoadOutcome): LawOutcome {
  const { law, of, saved = null, rule } = wanted;
  if (load.status === 'unsupported') return 'skip';
  const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
  if (left === null || (load.status === 'ok') !== (decoded.verdict === 'ok') || left.consumed !== decoded.consumed) {
    return wrongEnd(
      wanted,
      decoded,
      load,
      ruleOfWrongEnd(decoded, load, {
        shape: shapeOf(wanted),
        saved: saved === null ? null : { model: saved, dialect: of.dialect },
        otherwise: rule,
      }),
    );
  }
  const calls =
    'trace' in load
      ? differentTrace(law, shapeOf(wanted), {
          expected: decoded.trace,
          received: load.trace,
          byHook: decoded.verdict === 'ok' || decoded.cause === 'hook' || decoded.cause === 'positive hook',
        })
      : null;
  if (calls !== null) return goesOnBehindVersion(decoded, load) ? { ...calls, rule: 'VMS-VERSION-1' } : calls;
  const worse =
    left.values === undefined
      ? differentMemory(wanted, decoded, left.memory)
      : differentTree(wanted, decoded, left.values);
  if (worse !== null) return worse;
  const object =
    'trace' in load && left.values === undefined ? differentObject(wanted, decoded, load, left.memory) : null;
  if (object !== null) return object;
  const code = load.status === 'rejected' ? load.code : 0;
  if (code !== (decoded.verdict === 'rejected' ? decoded.code : 0))
    return wrongEnd(wanted, decoded, load, 'VMS-CODE-1');
  if (left.streamError !== decoded.streamError) return wrongEnd(wanted, decoded, load, 'VMS-CODE-2');
  if (load.status === 'rejected') return differentWords(wanted, decoded, load);
  return load.status === 'ok' && load.resaved !== null ? differentResaved(wanted, load.resaved) : null;
}

/** It was not refused where its version should have refused it: the calls go on. */
function goesOnBehindVersion(decoded: DefinedLoad, load: LoadOutcome): boolean {
  if (decoded.verdict !== 'rejected' || decoded.cause !== 'version' || !('trace' in load)) return false;
  const { trace: received = [] } = load;
  return received.length > decoded.trace.length && decoded.trace.every((call, i) => callText(call) === received[i]);
}

/** A load in chunks is one of a caller that ignores errors. */
function differentWords({ law, of, chunk }: Wanted, decoded: DefinedLoad, { messages }: Rejected): Violation | null {
  if (decoded.verdict !== 'rejected' || chunk !== undefined) return null;
  return differentMessages({ law, dialect: of.dialect, operation: 'load', messages: decoded.messages }, messages);
}

/** Only the layout's own destination is known object by object. */
function differentObject(
  { law, layout: { plan, destination }, into }: Wanted,
  decoded: DefinedLoad,
  traced: Traced,
  received: Memory,
): Violation | null {
  if (into !== undefined) return null;
  const left = { plan, destination, loaded: decoded };
  return differentLoadOpaques(law, { expected: decoded, left, received }, traced);
}

/** The engine says to have saved what it holds now. */
function differentResaved({ law, rule, of, saves }: Wanted, received: Uint8Array): Violation | null {
  const [expected] = saves ?? [];
  if (saves === undefined || expected === undefined || isAsExpected(received, saves)) return null;
  const { bytes, spans } = annotate(of.model, of.dialect);
  return {
    law,
    rule,
    verdict: 'nonconform',
    summary: `saved after the load: ${bytesText(expected, received)}`,
    evidence: { kind: 'bytes', expected, received, spans: sameBytes(bytes, expected) ? spans : [] },
  };
}

function wrongEnd({ law, wire, versionId }: Wanted, decoded: DefinedLoad, load: LoadOutcome, rule: RuleId): Violation {
  const verdict = decoded.verdict === 'ok' ? 'ok' : `rejected with ${decoded.code} (${decoded.why})`;
  const expected = `${verdict}, ${plural(decoded.consumed, 'byte')} taken, stream error ${decoded.streamError}`;
  const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
  const received =
    left === null
      ? answerText(load)
      : `${answerText(load)}, ${plural(left.consumed, 'byte')} taken, stream error ${left.streamError}`;
  return {
    law,
    rule,
    verdict: verdictOf(load),
    summary: `load of ${plural(wire.length, 'byte')} as version ${versionId}: the engine answered ${received} instead of ${expected}`,
    evidence: { kind: 'answer', expected, received },
  };
}

function ruleOfRest(wanted: Wanted, decoded: DefinedLoad): RuleId {
  if (decoded.verdict !== 'rejected') return wanted.rule;
  // By its version a struct is refused before anything of it is loaded.
  if (decoded.cause === 'version') return 'VMS-VERSION-1';
  // By a marker it was refused as it should be: what is left of what was loaded before is another matter.
  return decoded.cause === 'marker' ? 'VMS-LOAD-4' : ruleOfRefusal(decoded, shapeOf(wanted), 'VMS-LOAD-4');
}

function differentTree(wanted: Wanted, decoded: DefinedLoad, values: StructValue): Violation | null {
  const { law, layout, into } = wanted;
  const expected = {
    shape: shapeOf(wanted),
    before: into?.before ?? layout.before,
    after: decoded.values,
    lengths: decoded.lengths,
    unspecified: decoded.unspecified,
  };
  const found = differentValues(law, ruleOfRest(wanted, decoded), expected, values);
  const difference = found === null ? null : firstValueDifference(expected, values);
  return found === null || difference === null ? found : { ...found, rule: ruleAt(wanted, decoded, difference.path) };
}

/**
 * A value that an accepted load got wrong says more than what was done to the stream. One behind
 * a pointer of a temporary object does so in any load: there it stays loaded.
 */
function ruleAt(wanted: Wanted, decoded: DefinedLoad, path: string | null): RuleId {
  const changed = path === null ? null : (wanted.ruleOfChanged?.(path) ?? null);
  if (changed !== null) return changed;
  const own = path === null ? null : attributedRule(wanted.of.model, path, 'load');
  return own === 'VMS-TMP-2' || (own !== null && decoded.verdict === 'ok') ? own : ruleOfRest(wanted, decoded);
}

function differentMemory(wanted: Wanted, decoded: DefinedLoad, received: Memory): Violation | null {
  const { law, layout, into } = wanted;
  const refused = decoded.verdict === 'rejected';
  const destination = into?.memory ?? layout.destination;
  const difference = firstMemoryDifference(
    { plan: layout.plan, destination, loaded: decoded },
    { refused, lost: decoded.lost },
    received,
  );
  if (difference === null) return null;
  return {
    law,
    rule: ruleOfMemory(wanted, decoded, difference),
    verdict: 'nonconform',
    summary: `after the ${refused ? 'refused ' : ''}load ${memoryText(difference)}`,
    evidence: { kind: 'memory', differences: [difference] },
  };
}

/** Memory behind a pointer that no field describes is the doing of a member that has some there, if all such have one rule. */
function ruleOfMemory(wanted: Wanted, decoded: DefinedLoad, { block, path }: MemoryDifference): RuleId {
  const owners = path === null && block > 0 && decoded.verdict === 'ok' ? rulesOfOwners(shapeOf(wanted)) : [];
  const [rule, ...others] = new Set(owners);
  return rule !== undefined && others.length === 0 ? rule : ruleAt(wanted, decoded, path);
}

function memoryText({ block, offset, path, pointer, expected, received }: MemoryDifference): string {
  const place = `${path ?? 'memory of no field'} at block ${block} offset ${offset}`;
  if (pointer !== undefined) return `${place} points to ${pointer.received} instead of ${pointer.expected}`;
  return expected.length === 0
    ? `there is a block too many, of ${plural(received.length, 'byte')}`
    : `${place} differs`;
}
