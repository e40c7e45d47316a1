import type { Behaviour, Json, JsonMessage } from './finding.ts';

type Members = Readonly<Record<string, Json>>;

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text without whitespace between tokens; strings are unchanged. */
function compact(text: string): string {
  return text.replace(/("(?:\\.|[^"\\])*")|\s+/g, (_, quoted: string | undefined) => quoted ?? '');
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function holds(part: Json, whole: Json | undefined): boolean {
  if (part === null) return whole === undefined;
  if (isList(part)) {
    return (
      whole !== undefined &&
      isList(whole) &&
      part.length === whole.length &&
      part.every((item, i) => holds(item, whole[i]))
    );
  }
  if (isMembers(part)) {
    return isMembers(whole) && Object.entries(part).every(([name, value]) => memberHolds(name, value, whole[name]));
  }
  return part === whole;
}

/** A vmdesc given as text is compared as text, which shows duplicate members; else its parsed JSON is compared. */
function memberHolds(name: string, part: Json, whole: Json | undefined): boolean {
  if (name !== 'vmdesc' || typeof whole !== 'string') return holds(part, whole);
  return typeof part === 'string' ? compact(part) === compact(whole) : holds(part, parsed(whole));
}

/** True if a response has every member of `part`. */
export function matches(part: Behaviour, response: Behaviour): boolean {
  return part === 'crashed' || response === 'crashed' ? part === response : holds(part, response);
}

function differs(a: Json, b: Json): boolean {
  if (a === null || b === null) return a !== b;
  if (isList(a) && isList(b)) return a.length !== b.length || a.some((item, i) => differs(item, b[i] ?? null));
  if (isMembers(a) && isMembers(b)) {
    return Object.entries(a).some(([name, value]) => {
      const other = b[name];
      if (other === undefined) return false;
      return typeof other === 'string' ? !memberHolds(name, value, other) : differs(value, other);
    });
  }
  return a !== b;
}

/** True if no response matches both. */
export function excludes(expected: JsonMessage, observed: Behaviour): boolean {
  return observed === 'crashed' || differs(expected, observed);
}
