const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * A JSON string in ASCII: whatever lies beyond is written as `\uXXXX`, so that
 * a request can go out byte by byte, without an encoder.
 */
export function quote(text: string): string {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return escape(text);
  }
  return `"${text}"`;
}

function escape(text: string): string {
  return ascii(JSON.stringify(text));
}

/** The same JSON without any character beyond ASCII. */
export function ascii(json: string): string {
  return json.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
