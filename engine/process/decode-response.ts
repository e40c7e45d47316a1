import type {
  EngineError,
  Loaded,
  LoadOutcome,
  LoadRequest,
  Measured,
  Rejected,
  SaveOutcome,
  SaveRequest,
  Unsupported,
} from '../engine.ts';
import type { Memory } from '../../vmstate/memory.ts';
import { decodeHex } from './decode-hex.ts';
import { decodeMemory } from './decode-memory.ts';
import { fault, isInteger, isList, show, type JsonObject } from './fault.ts';

export function decodeSaved(response: JsonObject, request: SaveRequest): SaveOutcome {
  if (response['status'] !== 'ok') return decodeRefusal(response, null);
  return {
    status: 'ok',
    wire: decodeHex(response['wire'], 'wire'),
    measured: request.measure ? decodeMeasured(response['measured']) : [],
    memory: request.returnMemory ? decodeMemory(response['memory'], request.memory) : null,
  };
}

export function decodeLoaded(response: JsonObject, request: LoadRequest): LoadOutcome {
  if (response['status'] !== 'ok') return decodeRefusal(response, request.memory);
  const { consumed, streamError, memory } = decodeLeft(response, request.memory);
  const resaved = response['resaved'];
  // A second save can be refused, and the protocol has no word for that: then there are no bytes.
  const none = !request.resave || resaved === undefined || resaved === null;
  return { status: 'ok', consumed, streamError, memory, resaved: none ? null : decodeHex(resaved, 'resaved') };
}

function decodeRefusal(response: JsonObject, destination: Memory | null): Rejected | Unsupported | EngineError {
  const { status } = response;
  switch (status) {
    case 'rejected': {
      const { code } = response;
      if (!isInteger(code) || code >= 0) return fault(`code is not a negative integer: ${show(code)}`);
      const message = text(response, 'message');
      return { status, code, message, left: destination === null ? null : decodeLeft(response, destination) };
    }
    case 'unsupported':
      return { status, feature: text(response, 'feature') };
    case 'error':
      return { status, message: text(response, 'message') };
    default:
      return fault(`status is none of ok, rejected, unsupported, error: ${show(status)}`);
  }
}

function decodeLeft(response: JsonObject, destination: Memory): Omit<Loaded, 'status' | 'resaved'> {
  const { consumed, stream_error: streamError } = response;
  if (!isInteger(consumed) || consumed < 0) return fault(`consumed is not a count: ${show(consumed)}`);
  if (!isInteger(streamError) || streamError > 0) {
    return fault(`stream_error is neither 0 nor a negative integer: ${show(streamError)}`);
  }
  return { consumed, streamError, memory: decodeMemory(response['memory'], destination) };
}

function decodeMeasured(value: unknown): Measured[] {
  if (!isList(value)) return fault(`measured is not an array: ${show(value)}`);
  return value.map((entry, index) => {
    if (!isList(entry) || entry.length !== 2) return fault(`measured[${index}] is not a pair: ${show(entry)}`);
    const [count, size] = entry;
    if (!isInteger(count) || !isInteger(size)) return fault(`measured[${index}] is not two integers: ${show(entry)}`);
    return { count, size };
  });
}

function text(response: JsonObject, member: 'message' | 'feature'): string {
  const value = response[member];
  return typeof value === 'string' ? value : fault(`${member} is not a string: ${show(value)}`);
}
