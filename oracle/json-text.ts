/**
 * JSON as QEMU's json-writer has it (qobject/json-writer.c, all releases),
 * without the blanks and line ends. Members given twice stand there twice.
 */
export class JsonText {
  text = '';
  #needsComma = false;

  openObject(name: string | null = null): void {
    this.#start(name);
    this.text += '{';
    this.#needsComma = false;
  }

  openArray(name: string): void {
    this.#start(name);
    this.text += '[';
    this.#needsComma = false;
  }

  close(bracket: '}' | ']'): void {
    this.text += bracket;
    this.#needsComma = true;
  }

  put(name: string, value: number | string): void {
    this.#start(name);
    this.text += typeof value === 'number' ? String(value) : quoted(value);
  }

  #start(name: string | null): void {
    if (this.#needsComma) this.text += ',';
    this.#needsComma = true;
    if (name !== null) this.text += `${quoted(name)}:`;
  }
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

/** Everything but printable ASCII is escaped; half of a surrogate pair is no character and becomes U+FFFD. */
function quoted(text: string): string {
  const inner = text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/["\\]|[^ -~]/g, (unit) => escapes.get(unit) ?? `\\u${hex(unit.charCodeAt(0))}`);
  return `"${inner}"`;
}

function hex(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0');
}
