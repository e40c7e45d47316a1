import type { Engine, LoadOutcome, MaybePromise } from '../../engine/engine.ts';
import { allocatedBytes, largestElement } from '../../layout/allocated-bytes.ts';
import { noisyBefore } from '../../layout/noisy-before.ts';
import type { Reading } from '../../oracle/wire/reader.ts';
import { cloneMemory } from '../../vmstate/host/memory.ts';
import { plural } from '../../vmstate/plural.ts';
import { tracesOf } from '../differences/trace.ts';
import { isViolation, type LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';
import { differenceOf } from './load-difference.ts';
import { expectedOf, shapeOf, type DefinedLoad, type Wanted } from './wanted-load.ts';

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
export function isTooLarge({ layout: { plan } }: Wanted, { values, dropped }: DefinedLoad): boolean {
  // Blocks that nothing refers to are in the memory of the answer as well.
  const lost = dropped === 0 ? 0 : dropped * largestElement(plan);
  return allocatedBytes(plan, values) + lost > MOST_ALLOCATED;
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

/** Compares an answer with what the oracle says. */
export function judgeLoad(wanted: Wanted, decoded: DefinedLoad, load: LoadOutcome): LawOutcome {
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
function ruleOfStream(wanted: Wanted, { wrongTail, stoppedByError }: DefinedLoad, load: LoadOutcome): RuleId | null {
  const without = (given: Reading): boolean => {
    const decoded = expectedOf(wanted, given);
    return decoded.verdict !== 'undefined' && differenceOf(wanted, decoded, load) === null;
  };
  if (wrongTail === true && without({ exactTail: true })) return 'VMS-STREAM-3';
  if (stoppedByError === true && without({ readAfterError: true })) return 'VMS-STREAM-5';
  return without({ looks: 'own' }) || without({ looks: 'outermost' }) ? 'VMS-LOAD-3' : null;
}
