import { COVERAGE } from '../../vmstate/host/features.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type {
  Broken,
  CoverageOutcome,
  Engine,
  Hello,
  LoadOutcome,
  LoadRequest,
  SaveOutcome,
  SaveRequest,
  Unsupported,
} from '../engine.ts';
import { decodeCoverage, decodeLoaded, decodeSaved } from '../protocol/decode-response.ts';
import { coverageBody, loadBody, saveBody } from '../protocol/encode-request.ts';
import { loadValuesBody, saveValuesBody } from '../protocol/encode-values.ts';
import { shakeHands, type EngineUnusable, type Greeted } from './handshake.ts';
import { createListedCheck } from '../protocol/listed.ts';
import { processSettingsOf, type ProcessEngineOptions, type ProcessSettings } from './options.ts';
import { scanLoaded, scanSaved } from '../protocol/scan-response.ts';
import { createSecondSession, type Submit } from './second-session.ts';
import { Session } from './session.ts';
import type { Watchable } from './watchable.ts';

/**
 * An engine that runs as a program and speaks the protocol of docs/protocol.md.
 *
 * @since 0.1.0
 */
export interface ProcessEngine extends Engine {
  readonly status: 'ready';
  readonly save: (request: SaveRequest) => Promise<SaveOutcome>;
  readonly load: (request: LoadRequest) => Promise<LoadOutcome>;
  /**
   * Failures that belong to no request: no suspect reproduced the failure when
   * it ran alone, or no request was in flight.
   */
  readonly incidents: readonly Broken[];
}

/**
 * Starts a program that speaks the protocol, and waits for its `hello`. The promise never
 * rejects: a program that cannot be started, or whose `hello` is missing or invalid, gives
 * `status: 'unusable'` with the reason. Close the engine to end the program.
 *
 * @example
 * ```ts
 * const engine = await startProcessEngine({ command: 'python3', args: ['my_engine.py'] });
 * if (engine.status === 'unusable') throw new Error(engine.message);
 * ```
 * @since 0.1.0
 */
export function startProcessEngine(options: ProcessEngineOptions): Promise<ProcessEngine | EngineUnusable> {
  const settings = processSettingsOf(options);
  return new Promise((resolve) => {
    shakeHands(settings, (result) => {
      resolve(result.status === 'ready' ? engineOf(result, settings) : result);
    });
  });
}

function engineOf(greeted: Greeted, settings: ProcessSettings): ProcessEngine & Watchable {
  const { hello } = greeted;
  const session = new Session(settings, greeted);
  const second = createSecondSession(settings, hello, session);
  // What a request reaches is asked of the process that got it.
  const isOne = hello.features.includes(COVERAGE);
  const submitOf = (request: SaveRequest | LoadRequest): Submit =>
    request.mayAbort === true && !isOne ? second.submit : session.submit.bind(session);
  const seeing = hello.view === 'values' ? seeingValues(submitOf) : seeingMemory(hello, submitOf);
  const lackOf = createListedCheck(hello.features);
  return {
    status: 'ready',
    hello,
    save(request) {
      const feature = lackOf(request.description);
      return feature === null ? seeing.save(request) : Promise.resolve({ status: 'unsupported', feature });
    },
    load(request) {
      const feature = lackOf(request.description);
      return feature === null ? seeing.load(request) : Promise.resolve({ status: 'unsupported', feature });
    },
    ...(hello.features.includes(COVERAGE) && { coverage: () => askCoverage(session) }),
    async close() {
      await Promise.all([session.close(), second.close()]);
    },
    watch: (listener) => {
      session.watch(listener);
      second.watch(listener);
    },
    get incidents() {
      return [...session.incidents, ...second.incidents];
    },
    get lost() {
      return session.lost ?? second.lost;
    },
  };
}

function askCoverage(session: Session): Promise<CoverageOutcome> {
  return session.submit<CoverageOutcome>(coverageBody, { scan: () => null, decode: decodeCoverage });
}

type Seeing = Pick<ProcessEngine, 'save' | 'load'>;
type SubmitOf = (request: SaveRequest | LoadRequest) => Submit;

function seeingMemory(hello: Hello, submitOf: SubmitOf): Seeing {
  const receiver = { anyAbi: hello.abi === null, widths: hello.features.includes('part:widths') };
  return {
    save(request) {
      const problem = foreign(hello, request.memory);
      if (problem !== null) return Promise.resolve(problem);
      return submitOf(request)<SaveOutcome>(saveBody(request, receiver), {
        scan: (scan) => scanSaved(scan, request),
        decode: (response) => decodeSaved(response, request),
      });
    },
    load(request) {
      const problem = foreign(hello, request.memory);
      if (problem !== null) return Promise.resolve(problem);
      return submitOf(request)<LoadOutcome>(loadBody(request, receiver), {
        scan: (scan) => scanLoaded(scan, request),
        decode: (response) => decodeLoaded(response, request),
      });
    },
  };
}

/** Requests without a model are not sent; requests for memory and measures are dropped. */
function seeingValues(submitOf: SubmitOf): Seeing {
  const unseen: Unsupported = { status: 'unsupported', feature: 'view:memory' };
  return {
    save(request) {
      if (request.model === undefined) return Promise.resolve(unseen);
      const reduced = { ...request, measure: false, returnMemory: false };
      return submitOf(request)<SaveOutcome>(saveValuesBody(request, request.model), {
        scan: (scan) => scanSaved(scan, reduced),
        decode: (response) => decodeSaved(response, reduced),
      });
    },
    load(request) {
      const { model } = request;
      if (model === undefined) return Promise.resolve(unseen);
      return submitOf(request)<LoadOutcome>(loadValuesBody(request, model), {
        scan: () => null,
        decode: (response) => decodeLoaded(response, request, model.shape),
      });
    },
  };
}

/** Requests with memory of an ABI that the engine does not interpret are not sent. */
function foreign({ abi }: Hello, memory: Memory): Unsupported | null {
  if (abi === null) return null;
  const same = abi.pointerSize === memory.abi.pointerSize && abi.byteOrder === memory.abi.byteOrder;
  return same ? null : { status: 'unsupported', feature: `abi:${abiName(memory.abi)}` };
}
