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

/**
 * Everything but printable ASCII is escaped. Half of a surrogate pair is no
 * character, nor are the last two of each plane and U+FDD0 to U+FDEF: they
 * become U+FFFD (util/unicode.c:mod_utf8_codepoint).
 */
function quoted(text: string): string {
  const inner = text
    .replace(/[\p{Surrogate}\ufdd0-\ufdef]|[^\0-\uffff]|[\ufffe\uffff]/gu, known)
    .replace(/["\\]|[^ -~]/g, (unit) => escapes.get(unit) ?? `\\u${hex(unit.charCodeAt(0))}`);
  return `"${inner}"`;
}

function known(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff && (point & 0xfffe) !== 0xfffe ? character : '\ufffd';
}

function hex(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0');
}
