import type { Decoded, Issue, IssueKind, PathKey } from './issue.ts';

/**
 * One walk over a document that comes from outside. The walk records what is
 * wrong and goes on with a placeholder; `decoded` gives the result only when
 * nothing was. Nothing throws.
 */
export interface Decoding {
  /** Where the walk is now. */
  readonly path: PathKey[];
  readonly issues: Issue[];
}

/** Later issues mostly follow from the first ones. */
const MOST_ISSUES = 20;

export function beginDecoding(...path: readonly PathKey[]): Decoding {
  return { path: [...path], issues: [] };
}

export function decoded<T>({ issues: [first, ...others] }: Decoding, value: T): Decoded<T> {
  return first === undefined ? { ok: true, value } : { ok: false, issues: [first, ...others] };
}

/** Records what is wrong at the walk's place. */
export function report({ path, issues }: Decoding, kind: IssueKind, message: string): void {
  if (issues.length < MOST_ISSUES) issues.push({ kind, path: path.slice(), message });
}

/** Records that a value is not `wanted` ("a number from 0 to 255"). */
export function reportValue(decoding: Decoding, kind: IssueKind, wanted: string, json: unknown): void {
  report(decoding, kind, `must be ${wanted}, not ${shown(json)}`);
}

/** A value for a message: one short line, whatever it is. */
function shown(json: unknown): string {
  if (json === undefined) return 'absent';
  if (Array.isArray(json)) return `an array of ${json.length}`;
  if (typeof json === 'object' && json !== null) return 'an object';
  const text = JSON.stringify(typeof json === 'string' ? json.slice(0, 100) : json);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Decodes a part of the document, `key` of the one the walk is at. */
export function decodeAt<T>(decoding: Decoding, key: PathKey, decode: () => T): T {
  decoding.path.push(key);
  const value = decode();
  decoding.path.pop();
  return value;
}

/** Parses a text; what is no JSON is an issue. */
export function parseJson(text: string): Decoded<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = `must be JSON: ${error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)}`;
    return { ok: false, issues: [{ kind: 'json', path: [], message }] };
  }
}
