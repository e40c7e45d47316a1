import type { Draw } from '../../random/draw.ts';

/** Weights are whole numbers: this many for a count of 1. */
const SCALE = 16;

/**
 * Things by how often they occur, drawn by the square root of that: what is
 * common comes more often than what is rare, and what is rare still comes.
 */
export class Weighted<T> {
  readonly #items: readonly T[];
  /** The sums of the weights up to each. */
  readonly #sums: readonly number[];
  readonly #total: number;

  constructor(counts: Readonly<Record<string, number>>, parse: (text: string) => T) {
    const entries = Object.entries(counts);
    let total = 0;
    this.#items = entries.map(([text]) => parse(text));
    this.#sums = entries.map(([, count]) => (total += Math.round(SCALE * Math.sqrt(count))));
    this.#total = total;
  }

  draw(draw: Draw): T {
    const place = draw.below(this.#total);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    const item = this.#items[low];
    if (item === undefined) throw new RangeError('there is nothing to draw from');
    return item;
  }
}
