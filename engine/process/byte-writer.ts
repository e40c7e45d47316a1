const digitCodes = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

const ZERO = 0x30;

/**
 * Builds ASCII text as bytes. Strings joined from hundreds of pieces keep the
 * garbage collector busy and are encoded in the end all the same.
 */
export class ByteWriter {
  length = 0;
  #bytes: Buffer;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** `text` is ASCII. */
  put(text: string): void {
    const bytes = this.#room(text.length);
    let at = this.length;
    for (let i = 0; i < text.length; i += 1) bytes[at++] = text.charCodeAt(i);
    this.length = at;
  }

  putInteger(value: number): void {
    if (value < 0 || value > 9999 || !Number.isInteger(value)) {
      this.put(String(value));
      return;
    }
    const bytes = this.#room(4);
    let at = this.length;
    if (value > 999) bytes[at++] = ZERO + Math.trunc(value / 1000);
    if (value > 99) bytes[at++] = ZERO + (Math.trunc(value / 100) % 10);
    if (value > 9) bytes[at++] = ZERO + (Math.trunc(value / 10) % 10);
    bytes[at++] = ZERO + (value % 10);
    this.length = at;
  }

  /** Two digits for each byte of `source` from `start` to before `end`. */
  putHex(source: Uint8Array, start: number, end: number): void {
    const bytes = this.#room(2 * (end - start));
    let at = this.length;
    for (let i = start; i < end; i += 1) {
      const value = source[i] ?? 0;
      bytes[at++] = digitCodes[value >> 4] ?? ZERO;
      bytes[at++] = digitCodes[value & 15] ?? ZERO;
    }
    this.length = at;
  }

  /** Makes `count` digits, written before, zeros. */
  zero(start: number, count: number): void {
    for (let at = start; at < start + count; at += 1) this.#bytes[at] = ZERO;
  }

  putBytes(source: Uint8Array): void {
    this.#room(source.length).set(source, this.length);
    this.length += source.length;
  }

  /** A copy of all that was put since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.length));
    this.length = 0;
    return taken;
  }

  #room(count: number): Buffer {
    const needed = this.length + count;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
