import type { Engine, LoadOutcome, SaveOutcome } from '../../engine/engine.ts';
import { OracleFault } from '../../oracle/fault.ts';
import { layout, layoutSource } from '../../layout/layout.ts';
import type { Abi } from '../../vmstate/host/abi.ts';
import type { Result } from './trials.ts';
import { streamOf } from './witness.ts';

/** What real engines made of a state: as was predicted, otherwise, or nothing that can be compared. */
export interface Carried {
  readonly kind: 'as predicted' | 'otherwise' | 'not comparable';
  readonly text: string;
}

/** Of engines that take any. */
const HOST: Abi = { pointerSize: 8, byteOrder: 'little' };

/** Decides where the members lie; the stream does not depend on it. */
const SEED = 1;

/**
 * Saves a state on one engine, loads its stream with the footer on another, and
 * compares both with what was predicted: the bytes; whether the load succeeds,
 * and how many bytes it takes.
 */
export async function carryOut(result: Result, saver: Engine, loader: Engine): Promise<Carried> {
  try {
    return await compareWithEngines(result, saver, loader);
  } catch (error) {
    // Opaque parts and unknown tests can make states that no memory holds.
    if (error instanceof OracleFault) return { kind: 'not comparable', text: error.message };
    throw error;
  }
}

async function compareWithEngines(result: Result, saver: Engine, loader: Engine): Promise<Carried> {
  const saved = await saveOn(result, saver);
  if (saved.status !== 'ok') return { kind: 'not comparable', text: `the save: ${statusText(saved)}` };
  const predicted = Buffer.from(result.saved.bytes);
  if (!predicted.equals(saved.wire)) {
    const text = `saved ${Buffer.from(saved.wire).toString('hex')}, predicted ${predicted.toString('hex')}`;
    return { kind: 'otherwise', text };
  }
  const { loaded } = result;
  if (loaded.verdict === 'undefined') return { kind: 'not comparable', text: `the load is undefined: ${loaded.why}` };
  const answer = await loadOn(result, loader);
  const observed = observedOf(answer);
  if (observed === null) return { kind: 'not comparable', text: `the load: ${statusText(answer)}` };
  const wanted = `${loaded.verdict}, ${loaded.consumed} bytes`;
  return observed === wanted
    ? { kind: 'as predicted', text: observed }
    : { kind: 'otherwise', text: `loaded: ${observed}; predicted: ${wanted}` };
}

async function saveOn({ source }: Result, engine: Engine): Promise<SaveOutcome> {
  const { dialect, abi } = engine.hello;
  const { plan, source: memory } = layoutSource({ dialect, abi: abi ?? HOST, seed: SEED, model: source });
  return engine.save({
    description: plan.description,
    memory,
    measure: false,
    returnMemory: false,
    model: source,
  });
}

async function loadOn(result: Result, engine: Engine): Promise<LoadOutcome> {
  const { dialect, abi } = engine.hello;
  const model = result.destination();
  const { plan, destination } = layout({ dialect, abi: abi ?? HOST, seed: SEED, model });
  return engine.load({
    description: plan.description,
    memory: destination,
    wire: streamOf(result.saved),
    versionId: result.source.shape.version,
    resave: false,
    model,
  });
}

function observedOf(answer: LoadOutcome): string | null {
  if (answer.status === 'ok') return `ok, ${answer.consumed} bytes`;
  if (answer.status === 'rejected' && answer.left !== null) return `rejected, ${answer.left.consumed} bytes`;
  return null;
}

function statusText(answer: SaveOutcome | LoadOutcome): string {
  switch (answer.status) {
    case 'ok':
      return 'ok';
    case 'unsupported':
      return `unsupported: ${answer.feature}`;
    default:
      return `${answer.status}: ${answer.message}`;
  }
}
