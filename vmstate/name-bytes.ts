const utf8 = new TextEncoder();

/** The same few names are looked up at the end of every struct. */
const known = new Map<string, Uint8Array>();

/** The bytes of a name in a description, as a C string has them (UTF-8); not to be changed. */
export function nameBytes(name: string): Uint8Array {
  const found = known.get(name);
  if (found !== undefined) return found;
  const bytes = utf8.encode(name);
  if (known.size < 1000) known.set(name, bytes);
  return bytes;
}
