import { abiName } from '../../vmstate/host/abi.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type {
  Broken,
  Engine,
  Hello,
  LoadOutcome,
  LoadRequest,
  SaveOutcome,
  SaveRequest,
  Unsupported,
} from '../engine.ts';
import { decodeLoaded, decodeSaved } from '../protocol/decode-response.ts';
import { loadBody, saveBody } from '../protocol/encode-request.ts';
import { loadValuesBody, saveValuesBody } from '../protocol/encode-values.ts';
import { shakeHands, type EngineUnusable, type Greeted } from './handshake.ts';
import { createListedCheck } from '../protocol/listed.ts';
import { processSettingsOf, type ProcessEngineOptions } from './options.ts';
import { scanLoaded, scanSaved } from '../protocol/scan-response.ts';
import { Session } from './session.ts';

/** An engine that is a program of its own, spoken to as docs/protocol.md says. */
export interface ProcessEngine extends Engine {
  readonly status: 'ready';
  readonly save: (request: SaveRequest) => Promise<SaveOutcome>;
  readonly load: (request: LoadRequest) => Promise<LoadOutcome>;
  /**
   * Faults of the engine that no request could be blamed for: none of the
   * suspects brought it about again on its own, or nothing was in flight.
   */
  readonly incidents: readonly Broken[];
}

/** Starts a program as an engine, or says why it cannot be one. */
export function startProcessEngine(options: ProcessEngineOptions): Promise<ProcessEngine | EngineUnusable> {
  const settings = processSettingsOf(options);
  return new Promise((resolve) => {
    shakeHands(settings, (result) => {
      resolve(result.status === 'ready' ? engineOf(result, new Session(settings, result.connection)) : result);
    });
  });
}

function engineOf({ hello }: Greeted, session: Session): ProcessEngine {
  const seeing = hello.view === 'values' ? seeingValues(session) : seeingMemory(hello, session);
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
    close: () => session.close(),
    get incidents() {
      return session.incidents;
    },
  };
}

type Seeing = Pick<ProcessEngine, 'save' | 'load'>;

function seeingMemory(hello: Hello, session: Session): Seeing {
  const anyAbi = hello.abi === null;
  return {
    save(request) {
      const problem = foreign(hello, request.memory);
      if (problem !== null) return Promise.resolve(problem);
      return session.submit<SaveOutcome>(saveBody(request, anyAbi), {
        scan: (scan) => scanSaved(scan, request),
        decode: (response) => decodeSaved(response, request),
      });
    },
    load(request) {
      const problem = foreign(hello, request.memory);
      if (problem !== null) return Promise.resolve(problem);
      return session.submit<LoadOutcome>(loadBody(request, anyAbi), {
        scan: (scan) => scanLoaded(scan, request),
        decode: (response) => decodeLoaded(response, request),
      });
    },
  };
}

/** What has no model is not even sent; memory that is asked for is not told. */
function seeingValues(session: Session): Seeing {
  const unseen: Unsupported = { status: 'unsupported', feature: 'view:memory' };
  return {
    save(request) {
      if (request.model === undefined) return Promise.resolve(unseen);
      const asked = { ...request, measure: false, returnMemory: false };
      return session.submit<SaveOutcome>(saveValuesBody(request, request.model), {
        scan: (scan) => scanSaved(scan, asked),
        decode: (response) => decodeSaved(response, asked),
      });
    },
    load(request) {
      const { model } = request;
      if (model === undefined) return Promise.resolve(unseen);
      return session.submit<LoadOutcome>(loadValuesBody(request, model), {
        scan: () => null,
        decode: (response) => decodeLoaded(response, request, model.shape),
      });
    },
  };
}

/** Memory of an ABI that the engine does not interpret is not even sent. */
function foreign({ abi }: Hello, memory: Memory): Unsupported | null {
  if (abi === null) return null;
  const same = abi.pointerSize === memory.abi.pointerSize && abi.byteOrder === memory.abi.byteOrder;
  return same ? null : { status: 'unsupported', feature: `abi:${abiName(memory.abi)}` };
}
