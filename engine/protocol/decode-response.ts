import type {
  CoverageOutcome,
  EngineError,
  Loaded,
  LoadOutcome,
  LoadRequest,
  Measured,
  Opaque,
  Rejected,
  Saved,
  SaveOutcome,
  SaveRequest,
  Unsupported,
} from '../engine.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { decodeHex } from './decode-hex.ts';
import { decodeMemory } from './decode-memory.ts';
import { decodeAnsweredValues } from './decode-answered-values.ts';
import { protocolFault, isInteger, isJsonArray, show, type JsonObject } from './fault.ts';

export function decodeSaved(response: JsonObject, request: SaveRequest): SaveOutcome {
  if (response['status'] !== 'ok')
    return withTrace(withWritten(decodeRefusal(response, null), response), response, request);
  const saved: Saved = {
    status: 'ok',
    wire: decodeHex(response['wire'], 'wire'),
    measured: request.measure ? decodeMeasured(response['measured']) : [],
    memory: request.returnMemory ? decodeMemory(response['memory'], request.memory) : null,
  };
  return withTrace(request.vmdesc === true ? { ...saved, vmdesc: text(response, 'vmdesc') } : saved, response, request);
}

/** `shape`: that of the values which the engine sees instead of memory. */
export function decodeLoaded(
  response: JsonObject,
  request: LoadRequest,
  shape: StructShape | null = null,
): LoadOutcome {
  if (response['status'] !== 'ok') return withTrace(decodeRefusal(response, request.memory, shape), response, request);
  const left = decodeLeft(response, request.memory, shape);
  const resaved = response['resaved'];
  // A second save can be refused, and the protocol has no word for that: then there are no bytes.
  const none = !request.resave || resaved === undefined || resaved === null;
  return withTrace({ status: 'ok', ...left, resaved: none ? null : decodeHex(resaved, 'resaved') }, response, request);
}

/** The response to a request for coverage. */
export function decodeCoverage(response: JsonObject): CoverageOutcome {
  if (response['status'] !== 'ok') {
    const refusal = decodeRefusal(response, null);
    return refusal.status === 'rejected' ? protocolFault('a request for coverage is rejected') : refusal;
  }
  const { edges } = response;
  if (!isJsonArray(edges)) return protocolFault(`edges is not an array: ${show(edges)}`);
  return {
    status: 'ok',
    edges: edges.map((edge, index) =>
      isInteger(edge) && edge >= 0 && edge < 2 ** 32
        ? edge
        : protocolFault(`edges[${index}] is no number of an edge: ${show(edge)}`),
    ),
  };
}

/** Adds the trace of the response. A trace was requested, so a response without one breaks the protocol. */
function withTrace<T extends SaveOutcome | LoadOutcome>(
  outcome: T,
  response: JsonObject,
  { trace }: SaveRequest | LoadRequest,
): T {
  if (trace !== true || (outcome.status !== 'ok' && outcome.status !== 'rejected')) return outcome;
  const lines = response['trace'];
  if (!isJsonArray(lines) || !lines.every((line) => typeof line === 'string'))
    return protocolFault(`trace is not an array of strings: ${show(lines)}`);
  const { opaques } = response;
  if (opaques === undefined) return { ...outcome, trace: lines };
  return { ...outcome, trace: lines, opaques: decodeOpaques(opaques, lines.length) };
}

/** One for each call: the block and the offset of its object, or null. */
function decodeOpaques(value: unknown, calls: number): (Opaque | null)[] {
  if (!isJsonArray(value)) return protocolFault(`opaques is not an array: ${show(value)}`);
  if (value.length !== calls) return protocolFault(`opaques has ${value.length} entries for ${calls} calls`);
  return value.map((entry, index) => {
    if (entry === null) return null;
    const [block, offset] = isJsonArray(entry) && entry.length === 2 ? entry : [];
    if (!isInteger(block) || !isInteger(offset) || block < 0 || offset < 0)
      return protocolFault(`opaques[${index}] is neither null nor a block and an offset: ${show(entry)}`);
    return [block, offset];
  });
}

function decodeRefusal(
  response: JsonObject,
  destination: Memory | null,
  shape: StructShape | null = null,
): Rejected | Unsupported | EngineError {
  const { status } = response;
  switch (status) {
    case 'rejected': {
      const { code } = response;
      if (!isInteger(code) || code === 0) return protocolFault(`code is not an integer other than 0: ${show(code)}`);
      const message = shortened(text(response, 'message'));
      const left = destination === null ? null : decodeLeft(response, destination, shape);
      return withMessages({ status, code, message, left }, response);
    }
    case 'unsupported':
      return { status, feature: text(response, 'feature') };
    case 'error':
      return { status, message: shortened(text(response, 'message')) };
    default:
      return protocolFault(`status is none of ok, rejected, unsupported, error: ${show(status)}`);
  }
}

/** Adds what the engine said of its refusal, if it tells. */
function withMessages(outcome: Rejected, { messages }: JsonObject): Rejected {
  if (messages === undefined) return outcome;
  if (!isJsonArray(messages) || !messages.every((each) => typeof each === 'string'))
    return protocolFault(`messages is not an array of strings: ${show(messages)}`);
  return { ...outcome, messages };
}

/** Adds the bytes of a refused save, if the engine tells them. */
function withWritten(outcome: SaveOutcome, { written }: JsonObject): SaveOutcome {
  if (outcome.status !== 'rejected' || written === undefined) return outcome;
  return { ...outcome, written: decodeHex(written, 'written') };
}

function decodeLeft(
  response: JsonObject,
  destination: Memory,
  shape: StructShape | null,
): Omit<Loaded, 'status' | 'resaved'> {
  const { consumed, stream_error: streamError } = response;
  if (!isInteger(consumed) || consumed < 0) return protocolFault(`consumed is not a count: ${show(consumed)}`);
  if (!isInteger(streamError)) return protocolFault(`stream_error is not an integer: ${show(streamError)}`);
  if (shape !== null)
    return { consumed, streamError, memory: destination, values: decodeAnsweredValues(response['values'], shape) };
  return { consumed, streamError, memory: decodeMemory(response['memory'], destination) };
}

function decodeMeasured(value: unknown): Measured[] {
  if (!isJsonArray(value)) return protocolFault(`measured is not an array: ${show(value)}`);
  return value.map((entry, index) => {
    if (!isJsonArray(entry) || entry.length !== 2)
      return protocolFault(`measured[${index}] is not a pair: ${show(entry)}`);
    const [count, size] = entry;
    if (!isInteger(count) || !isInteger(size))
      return protocolFault(`measured[${index}] is not two integers: ${show(entry)}`);
    return { count, size };
  });
}

/** Characters of a message that are kept: nobody reads more, and reports repeat it. */
const LONGEST_MESSAGE = 4096;

function shortened(message: string): string {
  return message.length <= LONGEST_MESSAGE
    ? message
    : `${message.slice(0, LONGEST_MESSAGE)}… (${message.length} characters)`;
}

function text(response: JsonObject, member: 'message' | 'feature' | 'vmdesc'): string {
  const value = response[member];
  return typeof value === 'string' ? value : protocolFault(`${member} is not a string: ${show(value)}`);
}
