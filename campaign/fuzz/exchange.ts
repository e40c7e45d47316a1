import type { Engine, LoadOutcome, LoadRequest, MaybePromise, SaveOutcome, SaveRequest } from '../../engine/engine.ts';
import { encodeMemory } from '../../engine/protocol/encode-memory.ts';
import { loadBody, saveBody } from '../../engine/protocol/encode-request.ts';
import { loadValuesBody, saveValuesBody } from '../../engine/protocol/encode-values.ts';
import type { Law } from '../../spec/law.ts';
import { andThen } from '../../spec/maybe-promise.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import { evaluate } from '../evaluate.ts';
import type { FindingExchangeRecord } from '../stream/finding-record.ts';

/** More requests than these are not stored: the law sends its own by the hundred, and the case brings them about again. */
const MOST = 4;

/** What a law asks of an engine about a case, and what it answers: as messages of the protocol without `id`. */
export async function recordExchange(of: Case, engine: Engine, law: Law): Promise<FindingExchangeRecord[]> {
  const exchange: (FindingExchangeRecord | { readonly request: unknown })[] = [];
  const { view, abi, features } = engine.hello;
  const receiver = { anyAbi: abi === null, widths: features.includes('part:widths') };
  const keep = <Outcome>(
    body: readonly string[],
    answer: MaybePromise<Outcome>,
    told: (outcome: Outcome) => unknown,
  ): MaybePromise<Outcome> => {
    if (exchange.length >= MOST) return answer;
    const at = exchange.push({ request: requestOf(body) }) - 1;
    return andThen(answer, (outcome) => {
      exchange[at] = { request: requestOf(body), answer: told(outcome) };
      return outcome;
    });
  };
  const saveText = (request: SaveRequest): readonly string[] =>
    view === 'values' && request.model !== undefined
      ? saveValuesBody(request, request.model)
      : saveBody(request, receiver);
  const loadText = (request: LoadRequest): readonly string[] =>
    view === 'values' && request.model !== undefined
      ? loadValuesBody(request, request.model)
      : loadBody(request, receiver);
  const recording: Engine = {
    ...engine,
    hello: engine.hello,
    save: (request) => {
      const body = saveText(request);
      return keep(body, engine.save(request), saveAnswer);
    },
    load: (request) => {
      const body = loadText(request);
      return keep(body, engine.load(request), loadAnswer);
    },
    close: () => engine.close(),
  };
  await evaluate(of, { engine: recording, laws: [law] }, 0, () => undefined);
  return exchange.filter((each) => 'answer' in each);
}

function requestOf(body: readonly string[]): unknown {
  return JSON.parse(`{${body.join('').replace(/^,/, '')}`);
}

function saveAnswer(outcome: SaveOutcome): unknown {
  switch (outcome.status) {
    case 'ok': {
      const { status, wire, measured, memory, vmdesc, trace } = outcome;
      return {
        status,
        wire: hexOf(wire),
        ...(measured.length > 0 && { measured }),
        ...(memory !== null && { memory: memoryOf(memory) }),
        ...(vmdesc !== undefined && { vmdesc }),
        ...(trace !== undefined && { trace }),
      };
    }
    case 'rejected': {
      const { status, code, message } = outcome;
      return { status, code, message };
    }
    default:
      return plainAnswer(outcome);
  }
}

function loadAnswer(outcome: LoadOutcome): unknown {
  switch (outcome.status) {
    case 'ok': {
      const { status, resaved, trace } = outcome;
      return {
        status,
        ...leftOf(outcome),
        ...(resaved !== null && { resaved: hexOf(resaved) }),
        ...(trace !== undefined && { trace }),
      };
    }
    case 'rejected': {
      const { status, code, message, left } = outcome;
      return { status, code, message, ...(left !== null && leftOf(left)) };
    }
    default:
      return plainAnswer(outcome);
  }
}

type Left = Pick<Extract<LoadOutcome, { status: 'ok' }>, 'consumed' | 'streamError' | 'memory' | 'values'>;

function leftOf({ consumed, streamError, memory, values }: Left): object {
  const state = values === undefined ? { memory: memoryOf(memory) } : { values: values.map(valueJson) };
  return { consumed, stream_error: streamError, ...state };
}

/** What an engine that broke down wrote to stderr has addresses and times in it: it is left out. */
function plainAnswer(
  outcome: Exclude<SaveOutcome | LoadOutcome, { readonly status: 'ok' | 'rejected' }>,
): Record<string, string> {
  return outcome.status === 'unsupported'
    ? { status: outcome.status, feature: outcome.feature }
    : { status: outcome.status, message: outcome.message };
}

function memoryOf(memory: Memory): unknown {
  return JSON.parse(encodeMemory(memory, false));
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
