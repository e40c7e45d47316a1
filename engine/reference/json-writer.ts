import { Fault } from './fault.ts';

/**
 * Writes JSON text as QEMU does without `pretty`: a blank behind each comma
 * and colon, nothing but ASCII. It does not check its input: a name may occur twice
 * in one object. QEMU 10.2: qobject/json-writer.c.
 */
export interface JsonWriter {
  text: string;
  /** Whether something stands before the next value in its container. */
  comma: boolean;
  /** The containers that are open; closing another one than the last aborts. */
  readonly open: ('array' | 'object')[];
}

export function createJsonWriter(): JsonWriter {
  return { text: '', comma: false, open: [] };
}

/** A name is null in an array and at the top. */
export function openObject(writer: JsonWriter, name: string | null): void {
  open(writer, name, 'object', '{');
}

export function closeObject(writer: JsonWriter): void {
  close(writer, 'object', '}');
}

export function openArray(writer: JsonWriter, name: string): void {
  open(writer, name, 'array', '[');
}

export function closeArray(writer: JsonWriter): void {
  close(writer, 'array', ']');
}

function open(writer: JsonWriter, name: string | null, container: 'array' | 'object', bracket: string): void {
  begin(writer, name);
  writer.text += bracket;
  writer.comma = false;
  writer.open.push(container);
}

function close(writer: JsonWriter, container: 'array' | 'object', bracket: string): void {
  if (writer.open.pop() !== container)
    throw new Fault('assertion: ', `the vmdesc closes an ${container} that is not open`);
  writer.text += bracket;
  writer.comma = true;
}

export function writeNumber(writer: JsonWriter, name: string, value: number): void {
  begin(writer, name);
  writer.text += String(value);
}

export function writeText(writer: JsonWriter, name: string, value: string): void {
  begin(writer, name);
  writer.text += quoted(value);
}

function begin(writer: JsonWriter, name: string | null): void {
  if (writer.comma) writer.text += ', ';
  if (name !== null) writer.text += `${quoted(name)}: `;
  writer.comma = true;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // What is no character for QEMU (util/unicode.c): halves of pairs and the code points that never will be one.
  const known = text.replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '\ufffd');
  return `"${known.replace(/["\\]|[^\x20-\x7e]/g, escape)}"`;
}

/** Called for each half of a surrogate pair, as JSON requires. */
function escape(unit: string): string {
  return escapes.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
