import { plural } from '../../vmstate/plural.ts';
import type { Engine, LoadOutcome, MaybePromise, Rejected, Traced } from '../../engine/engine.ts';
import { allocatedBytes } from '../../layout/allocated-bytes.ts';
import type { Layout } from '../../layout/layout.ts';
import { noisyBefore } from '../../layout/noisy-before.ts';
import { decode, type ExpectedLoad, type Most } from '../../oracle/load/decode.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Reading } from '../../oracle/wire/reader.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { cloneMemory, type Memory } from '../../vmstate/host/memory.ts';
import type { Model, StructShape, StructValue } from '../../vmstate/model/model.ts';
import { answerText, verdictOf } from '../answer.ts';
import { attributedRule } from '../attribution/attribute.ts';
import { ruleOfRefusal, ruleOfWrongEnd } from '../attribution/attribute-load.ts';
import { bytesText, sameBytes } from '../differences/bytes.ts';
import { firstMemoryDifference } from '../differences/memory-after-load.ts';
import { isViolation, type LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';
import { differentMessages } from '../differences/messages.ts';
import { differentLoadOpaques } from '../differences/opaques.ts';
import { differentTrace, tracesOf } from '../differences/trace.ts';
import { differentValues, firstValueDifference } from '../differences/values-differences.ts';
import type { MemoryDifference, Violation } from '../violation.ts';
import { isAsExpected } from './saved-after.ts';

/** A load that a law requests, of a stream of its own. */
export interface Wanted {
  readonly law: string;
  readonly rule: RuleId;
  readonly of: Case;
  readonly layout: Layout;
  readonly description: VMStateDescription;
  readonly wire: Uint8Array;
  readonly versionId: number;
  /** How many bytes one read of the stream gives at most; absent: all. */
  readonly chunk?: number | undefined;
  /** Of the host whose pointers have to hold direct keys; absent: the layout's. */
  readonly pointerSize?: 4 | 8;
  /** How much one field of the stream may ask for. */
  readonly most?: Most | undefined;
  /** Whose state the stream begins with, where that is known. */
  readonly saved?: Model | undefined;
  /** What the law did to bring this load about, a line each; the load itself is the last. */
  readonly steps?: readonly string[] | undefined;
  /** Another rule and the steps, where it takes time to find them: asked for only when there is something to tell. */
  readonly told?: (() => Pick<Wanted, 'rule' | 'steps'>) | undefined;
  /** What the oracle says of it, where that is known. */
  readonly decoded?: ExpectedLoad | undefined;
  /** What is saved after the load, whatever the destination held; absent: nobody asks. */
  readonly saves?: readonly Uint8Array[] | undefined;
  /** What becomes of that where the device that is sent is not quite the oracle's; absent: nothing. */
  readonly adapted?: ((decoded: ExpectedLoad) => ExpectedLoad) | undefined;
  /** The object to load into, and what it holds, when it is not the layout's destination. */
  readonly into?: { readonly memory: Memory; readonly before: StructValue };
}

/**
 * Memory that a load may leave for an engine to be asked for it: twice as many digits must fit into
 * a line, with as many of pointers (`LONGEST_LINE` in engine/process).
 */
const MOST_ALLOCATED = 8 * 1024 * 1024;

/** Has the engine load the stream and compares all that can be seen with what the oracle says. */
export function expectLoad(wanted: Wanted, engine: Engine): MaybePromise<LawOutcome> {
  const seen = asSeen(wanted, engine);
  const decoded = wanted.decoded ?? expectedOf(seen);
  if (decoded.verdict === 'undefined') return 'skip';
  if (isTooLarge(seen, decoded)) return 'too-large';
  return andThen(askLoad(seen, engine), (load) => {
    const found = judgeLoad(seen, decoded, load);
    return wanted.told === undefined || !isViolation(found)
      ? found
      : judgeLoad({ ...seen, ...wanted.told() }, decoded, load);
  });
}

/** Whether the load leaves more memory than an engine is asked for. */
export function isTooLarge({ layout: { plan } }: Wanted, { values }: Expected): boolean {
  return allocatedBytes(plan, values) > MOST_ALLOCATED;
}

/** In memory the noise of a destination is in the bytes; values have to hold it themselves. */
function asSeen(wanted: Wanted, engine: Engine): Wanted {
  const { of, layout, into } = wanted;
  if (engine.hello.view === 'memory') return wanted;
  if (into !== undefined) return { ...wanted, pointerSize: 8 };
  return {
    ...wanted,
    pointerSize: 8,
    into: { memory: layout.destination, before: noisyBefore(of.model.shape, layout.before, of.seed) },
  };
}

/** The shape at the versions that the description says. */
function shapeOf({
  of: {
    model: { shape },
  },
  description: { version_id: version, minimum_version_id: minimumVersion },
}: Wanted): StructShape {
  return shape.version === version && shape.minimumVersion === minimumVersion
    ? shape
    : { ...shape, version, minimumVersion };
}

/** What the oracle says of the load. */
export function expectedOf(wanted: Wanted, given: Reading = {}): ExpectedLoad {
  const {
    of,
    layout: { before, rooms },
    wire,
    versionId,
    into,
    chunk,
    most,
    pointerSize = of.abi.pointerSize,
  } = wanted;
  const decoded = decode(
    { shape: shapeOf(wanted), before: into?.before ?? before, rooms, most, chunk, pointerSize, ...given },
    wire,
    versionId,
    of.dialect,
  );
  return wanted.adapted === undefined ? decoded : wanted.adapted(decoded);
}

/** Sends the load. */
export function askLoad(wanted: Wanted, engine: Engine): MaybePromise<LoadOutcome> {
  const { layout, description, wire, versionId, into, chunk, saves } = wanted;
  const model = { shape: shapeOf(wanted), values: into?.before ?? layout.before };
  const memory = cloneMemory(into?.memory ?? layout.destination);
  return engine.load({
    description,
    memory,
    wire,
    versionId,
    chunk,
    resave: saves !== undefined,
    trace: tracesOf(engine),
    model,
  });
}

/** What the oracle says, where it says something. */
type Expected = Exclude<ExpectedLoad, { verdict: 'undefined' }>;

/** Compares an answer with what the oracle says. */
export function judgeLoad(wanted: Wanted, decoded: Expected, load: LoadOutcome): LawOutcome {
  const finding = differenceOf(wanted, decoded, load);
  if (!isViolation(finding)) return finding;
  const { of, saved = of.model, layout, wire, versionId, into } = wanted;
  return {
    ...finding,
    rule: ruleOfStream(wanted, decoded, load) ?? finding.rule,
    load: { wire, versionId, saved, before: { shape: shapeOf(wanted), values: into?.before ?? layout.before } },
    probe: {
      device: { model: { shape: shapeOf(wanted), values: of.model.values }, description: wanted.description },
      steps: [...(wanted.steps ?? []), loadStep(wanted)],
    },
  };
}

/** The load itself, in words. */
function loadStep({ wire, versionId, chunk, into, steps = [] }: Wanted): string {
  const object = into === undefined || steps.length === 0 ? '' : ' into the same object';
  const pieces = chunk === undefined ? '' : `, of which each read gives at most ${plural(chunk, 'byte')}`;
  return `load ${plural(wire.length, 'byte')} as version ${versionId}${object}${pieces}`;
}

/** The quirk of real QEMU's streams that the engine does not have, where without it all is as it should be. */
function ruleOfStream(wanted: Wanted, { wrongTail, stoppedByError }: Expected, load: LoadOutcome): RuleId | null {
  const without = (given: Reading): boolean => {
    const decoded = expectedOf(wanted, given);
    return decoded.verdict !== 'undefined' && differenceOf(wanted, decoded, load) === null;
  };
  if (wrongTail === true && without({ exactTail: true })) return 'VMS-STREAM-3';
  if (stoppedByError === true && without({ readAfterError: true })) return 'VMS-STREAM-5';
  return without({ looks: 'own' }) || without({ looks: 'outermost' }) ? 'VMS-LOAD-3' : null;
}

/** Worst first: how it ended, what it did to the device, and only then by which numbers and words it says so. */
function differenceOf(wanted: Wanted, decoded: Expected, load: LoadOutcome): LawOutcome {
  const { law, of, saved = null, rule } = wanted;
  if (load.status === 'unsupported') return 'skip';
  const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
  if (left === null || (load.status === 'ok') !== (decoded.verdict === 'ok') || left.consumed !== decoded.consumed) {
    return wrongEnd(
      wanted,
      decoded,
      load,
      ruleOfWrongEnd(decoded, load, saved === null ? null : { model: saved, dialect: of.dialect }, rule),
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
  const worse =
    calls ??
    (left.values === undefined
      ? differentMemory(wanted, decoded, left.memory)
      : differentTree(wanted, decoded, left.values));
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

/** A load in chunks is one of a caller that ignores errors. */
function differentWords({ law, of, chunk }: Wanted, decoded: Expected, { messages }: Rejected): Violation | null {
  if (decoded.verdict !== 'rejected' || chunk !== undefined) return null;
  return differentMessages({ law, dialect: of.dialect, operation: 'load', messages: decoded.messages }, messages);
}

/** Only the layout's own destination is known object by object. */
function differentObject(
  { law, layout: { plan, destination }, into }: Wanted,
  decoded: Expected,
  traced: Traced,
  received: Memory,
): Violation | null {
  if (into !== undefined) return null;
  const left = { plan, destination, values: decoded.values };
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

function wrongEnd({ law, wire, versionId }: Wanted, decoded: Expected, load: LoadOutcome, rule: RuleId): Violation {
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

function ruleOfRest({ rule }: Wanted, decoded: Expected): RuleId {
  return decoded.verdict === 'rejected' ? ruleOfRefusal(decoded, 'VMS-LOAD-4') : rule;
}

function differentTree(wanted: Wanted, decoded: Expected, values: StructValue): Violation | null {
  const { law, layout, into } = wanted;
  const expected = {
    shape: shapeOf(wanted),
    before: into?.before ?? layout.before,
    after: decoded.values,
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
function ruleAt(wanted: Wanted, decoded: Expected, path: string | null): RuleId {
  const own = path === null ? null : attributedRule(wanted.of.model, path, 'load');
  return own === 'VMS-TMP-2' || (own !== null && decoded.verdict === 'ok') ? own : ruleOfRest(wanted, decoded);
}

function differentMemory(wanted: Wanted, decoded: Expected, received: Memory): Violation | null {
  const { law, layout, into } = wanted;
  const refused = decoded.verdict === 'rejected';
  const destination = into?.memory ?? layout.destination;
  const difference = firstMemoryDifference(
    { plan: layout.plan, destination, values: decoded.values },
    { refused, lost: decoded.lost },
    received,
  );
  if (difference === null) return null;
  return {
    law,
    rule: ruleAt(wanted, decoded, difference.path),
    verdict: 'nonconform',
    summary: `after the ${refused ? 'refused ' : ''}load ${memoryText(difference)}`,
    evidence: { kind: 'memory', differences: [difference] },
  };
}

function memoryText({ block, offset, path, pointer, expected, received }: MemoryDifference): string {
  const place = `${path ?? 'memory of no field'} at block ${block} offset ${offset}`;
  if (pointer !== undefined) return `${place} points to ${pointer.received} instead of ${pointer.expected}`;
  return expected.length === 0
    ? `there is a block too many, of ${plural(received.length, 'byte')}`
    : `${place} differs`;
}
