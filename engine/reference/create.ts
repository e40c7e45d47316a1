import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type {
  Engine,
  EngineError,
  Hello,
  Loaded,
  LoadOutcome,
  LoadRequest,
  Measured,
  Saved,
  SaveOutcome,
  SaveRequest,
  Traced,
} from '../engine.ts';
import { opsOf } from './dialect-ops.ts';
import { describeFault, Fault } from './fault.ts';
import { createFeatureCheck, helloFeatures } from './features.ts';
import { takenOf } from './input.ts';
import { load } from './load.ts';
import { createMachine, type SaveOptions, type Machine } from './machine.ts';
import { opaquesOf } from './opaques.ts';
import type { Ops } from './ops.ts';
import { take, writtenSoFar } from './output.ts';
import { save } from './save.ts';

/**
 * An engine in this process: it answers at once.
 *
 * @since 0.1.0
 */
export interface SynchronousEngine extends Engine {
  save(request: SaveRequest): SaveOutcome;
  load(request: LoadRequest): LoadOutcome;
}

/**
 * Options of {@link createReferenceEngine}.
 * @since 0.1.0
 */
export interface ReferenceOptions {
  readonly dialect: Dialect;
}

/**
 * The reference engine: interprets a description and host memory flag by flag, like
 * `migration/vmstate.c` of the release that the dialect names, for any ABI. A load writes to
 * the memory of the request; a save changes nothing.
 *
 * @example
 * ```ts
 * const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
 * ```
 * @since 0.1.0
 */
export function createReferenceEngine({ dialect }: ReferenceOptions): SynchronousEngine {
  return createEngineOf('reference', dialect, opsOf(dialect));
}

/** The interpreter with the given decisions. `most`: the structs and elements that one save or load may come to. */
export function createEngineOf(name: string, dialect: Dialect, ops: Ops, most?: number): SynchronousEngine {
  const machine = createMachine(ops, most);
  const missing = createFeatureCheck(dialect);
  return {
    hello: helloOf(name, dialect),
    save(request) {
      const feature = missing(request.description);
      if (feature !== null) return { status: 'unsupported', feature };
      try {
        return answerSave(machine, request);
      } catch (error) {
        return broken(machine, error);
      }
    },
    load(request) {
      const feature = missing(request.description);
      if (feature !== null) return { status: 'unsupported', feature };
      try {
        return answerLoad(machine, request);
      } catch (error) {
        return broken(machine, error);
      }
    },
    close: () => Promise.resolve(),
  };
}

function helloOf(name: string, dialect: Dialect): Hello {
  return {
    name,
    version: '1',
    language: 'TypeScript',
    dialect,
    view: 'memory',
    abi: null,
    features: helloFeatures(dialect),
  };
}

function answerSave(machine: Machine, request: SaveRequest): SaveOutcome {
  const { description, memory, measure, returnMemory } = request;
  const code = save(machine, description, memory, request);
  if (code !== 0) {
    const { message } = machine;
    const written = writtenSoFar(machine.output);
    const messages = messagesOf(machine);
    return withTrace(machine, { status: 'rejected', code, message, left: null, written, messages });
  }
  const saved: Saved = {
    status: 'ok',
    wire: take(machine.output),
    measured: measure ? pairs(machine.measured) : NOTHING_MEASURED,
    memory: returnMemory ? memory : null,
  };
  const { describing } = machine;
  return withTrace(machine, describing === null ? saved : { ...saved, vmdesc: describing.text });
}

/** Optional results appear in the answer only if requested. */
function withTrace<T extends object>({ trace, memory, opaques }: Machine, answer: T): T & Traced {
  return trace === null ? answer : { ...answer, trace, opaques: opaquesOf(memory, opaques) };
}

/** What was printed, and the error. */
function messagesOf({ reports, error }: Machine): string[] {
  return error === null ? reports.slice() : [...reports, error];
}

const NOTHING_MEASURED: readonly Measured[] = [];

function pairs(flat: readonly number[]): Measured[] {
  const measured: Measured[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    measured.push({ count: flat[i] ?? 0, size: flat[i + 1] ?? 0 });
  }
  return measured;
}

function answerLoad(machine: Machine, request: LoadRequest): LoadOutcome {
  const { description, memory, resave } = request;
  const code = load(machine, request);
  const { error: streamError } = machine.input;
  const consumed = takenOf(machine.input);
  if (code !== 0) {
    const left = { consumed, streamError, memory };
    const messages = messagesOf(machine);
    return withTrace(machine, { status: 'rejected', code, message: machine.message, left, messages });
  }
  const answer: Loaded = { status: 'ok', consumed, streamError, memory, resaved: null };
  const loaded = withTrace(machine, answer);
  return resave ? { ...loaded, resaved: saveAgain(machine, description, memory) } : loaded;
}

const ONLY_BYTES: SaveOptions = { measure: false };

/** Null when the second save is refused. */
function saveAgain(machine: Machine, description: VMStateDescription, memory: Memory): Uint8Array | null {
  return save(machine, description, memory, ONLY_BYTES) === 0 ? take(machine.output) : null;
}

function broken(machine: Machine, error: unknown): EngineError {
  if (!(error instanceof Fault)) throw error;
  return { status: 'error', message: describeFault(machine, error) };
}
