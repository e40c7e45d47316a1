/**
 * A stream of random numbers from one 32-bit seed (sfc32, public domain).
 *
 * The generators draw thousands of small numbers for each case; one draw here
 * is a handful of integer operations. The seed comes from fast-check's
 * random source, so a fast-check seed still decides everything.
 */
export class Draw {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number, stream = 0) {
    this.a = 0x9e3779b9 ^ stream;
    this.b = seed | 0;
    this.c = 0x243f6a88;
    this.d = 1;
    for (let i = 0; i < 8; i++) this.bits();
  }

  /** A signed 32-bit integer, all bits random. */
  bits(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t;
  }

  /** An integer of 0 … n - 1; n is at most 2^32. */
  below(n: number): number {
    // The common case: a product of two 16-bit numbers needs no floating point.
    if (n <= 0x10000) return ((this.bits() >>> 16) * n) >>> 16;
    return Math.floor((this.bits() >>> 0) * 2.3283064365386963e-10 * n);
  }

  /** An integer of low … high, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `percent` of 100 draws; the finest step is about a billionth. */
  chance(percent: number): boolean {
    return this.bits() >>> 0 < percent * 42949672.96;
  }
}
