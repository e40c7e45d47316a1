import type { Abi } from '../../vmstate/host/abi.ts';
import { dialects, isDialect } from '../../vmstate/dialect.ts';
import { schemaErrorsText } from '../../vmstate/schema-errors.ts';
import type { Hello } from '../engine.ts';
import { PROTOCOL_VERSION } from './encode-request.ts';
import { show } from './fault.ts';
import { readReply } from './reply.ts';
import { validators } from './validators.ts';

export const HELLO_ID = 1;

/** A response to hello, as its schema has it. */
export interface HelloResponse {
  readonly status: 'ok';
  readonly engine: { readonly name: string; readonly version: string; readonly language: string };
  readonly dialect: string;
  readonly view: Hello['view'];
  readonly abi: { readonly pointer_size: 4 | 8; readonly byte_order: Abi['byteOrder'] } | null;
  readonly features: readonly string[];
}

/** Far more than there are. */
const MOST_FEATURES = 1000;

/** What the engine says of itself, or why that is no hello. */
export function readHello(line: string): Hello | { readonly problem: string } {
  const reply = readReply(line);
  if (reply.kind === 'garbage') return { problem: `${reply.message} (expected the response to hello)` };
  const { id, response } = reply;
  if (id !== HELLO_ID) return { problem: `the first response has the id ${id} instead of ${HELLO_ID}` };
  const { status, protocol } = response;
  if (status !== 'ok') return { problem: `it answers hello with ${show(response)}` };
  if (protocol !== PROTOCOL_VERSION) {
    return { problem: `it speaks protocol version ${show(protocol)}, not ${PROTOCOL_VERSION}` };
  }
  const { hello: isHelloResponse } = validators;
  if (!isHelloResponse(response)) {
    return {
      problem: `its response to hello is invalid: ${schemaErrorsText(isHelloResponse.errors, 'hello')}`,
    };
  }
  const { engine, dialect, view, abi, features } = response;
  if (features.length > MOST_FEATURES)
    return { problem: `it lists ${features.length} features; the limit is ${MOST_FEATURES}` };
  if (!isDialect(dialect)) return { problem: `its dialect ${show(dialect)} is none of ${dialects.join(', ')}` };
  if (view === 'values' && abi !== null)
    return { problem: `its view is values, without host memory: its abi must be null instead of ${show(abi)}` };
  return {
    name: engine.name,
    version: engine.version,
    language: engine.language,
    dialect,
    view,
    abi: abi === null ? null : { pointerSize: abi.pointer_size, byteOrder: abi.byte_order },
    features,
  };
}
