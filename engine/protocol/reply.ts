import { isInteger, isObject, show, type JsonObject } from './fault.ts';

/** One line of an engine's output: an answer to `id`, or something else and why it is no answer. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly response: JsonObject }
  /** `id` when the line still lets one see whose answer it was meant to be, otherwise null. */
  | { readonly kind: 'garbage'; readonly id: number | null; readonly message: string };

export function readReply(line: string): Reply {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'garbage', id: idIn(line), message: `a line is not JSON: ${show(line)}` };
  }
  if (!isObject(value)) return { kind: 'garbage', id: null, message: `a line is not a JSON object: ${show(value)}` };
  const { id } = value;
  if (!isInteger(id)) return { kind: 'garbage', id: null, message: `a response has no integer id: ${show(line)}` };
  return { kind: 'answer', id, response: value };
}

/** The id that a broken line begins with. */
function idIn(line: string): number | null {
  const digits = /^\s*\{\s*"id"\s*:\s*(\d{1,15})\s*,/.exec(line)?.[1];
  return digits === undefined ? null : Number(digits);
}
