import { visibleText } from '../vmstate/visible-text.ts';
/** Words that a member or type cannot be called: of the language, or macros of the usual headers. */
const taken = new Set(
  [
    'auto break case char const continue default do double else enum extern float for goto if inline int long',
    'register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while',
    'asm typeof bool true false NULL errno stdin stdout stderr linux unix i386 assert offsetof',
  ].flatMap((words) => words.split(' ')),
);

/** Makes C identifiers of any names, each different from those before it. */
export function createNames(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    const plain = identifier(name);
    let unique = plain;
    for (let i = 2; used.has(unique); i++) unique = `${plain}_${i}`;
    used.add(unique);
    return unique;
  };
}

function identifier(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  // `pad_0` is what lies between the members.
  return taken.has(plain) || /^pad_\d+$/.test(plain) ? `${plain}_` : plain;
}

/** `port_state` as QEMU names types: `PortState`. */
export function camelCase(name: string): string {
  return name.replace(/(?:^|_)([A-Za-z0-9]?)/g, (_match, letter: string) => letter.toUpperCase());
}

/** A string literal. */
export function quoted(text: string): string {
  const escaped = Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === '\\') return `\\${char}`;
    // Three octal digits always: a digit that follows cannot become part of them.
    return byte < 0x20 || byte > 0x7e || char === '?' ? `\\${byte.toString(8).padStart(3, '0')}` : char;
  });
  return `"${escaped.join('')}"`;
}

/**
 * Text that may stand inside a comment, on one line: a backslash at the end of a
 * line joins it with the next, and so could a `*` with the `/` behind it.
 */
export function commentText(text: string): string {
  return visibleText(text).replaceAll('*/', '* /').replaceAll('/*', '/ *');
}
