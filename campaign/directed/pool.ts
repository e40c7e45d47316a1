import type { Draw } from '../../random/draw.ts';
import type { Case } from '../../vmstate/case/case.ts';

/** A kept case, and what it was the first to reach. */
interface Entry {
  readonly of: Case;
  readonly reached: readonly string[];
  /** How often a mutant was made of it. */
  chosen: number;
}

/** Of so many entries that are drawn, the one that promises most is taken. */
const TOURNAMENT = 4;

/** The cases that mutants are made of. What few cases have reached, and few mutants were made of, comes first. */
export class Pool {
  readonly #entries: Entry[] = [];
  /** How many cases reached each thing. */
  readonly #times = new Map<string, number>();

  get size(): number {
    return this.#entries.length;
  }

  /** Counts what a case reaches; keeps the case if it is the first to reach something, and returns that. */
  note(of: Case, reached: readonly string[]): string[] {
    const fresh: string[] = [];
    for (const what of reached) {
      const times = this.#times.get(what) ?? 0;
      if (times === 0) fresh.push(what);
      this.#times.set(what, times + 1);
    }
    if (fresh.length > 0) this.#entries.push({ of, reached: fresh, chosen: 0 });
    return fresh;
  }

  /** Keeps a case whatever it reaches. */
  keep(of: Case, reached: readonly string[]): void {
    if (this.note(of, reached).length === 0) this.#entries.push({ of, reached, chosen: 0 });
  }

  /** A case to make a mutant of; null: there is none. */
  choose(draw: Draw): Case | null {
    let best: Entry | null = null;
    for (let n = 0; n < TOURNAMENT; n++) {
      const entry = this.#entries[draw.below(this.#entries.length)];
      if (entry !== undefined && (best === null || this.#cost(entry) < this.#cost(best))) best = entry;
    }
    if (best === null) return null;
    best.chosen++;
    return best.of;
  }

  /** Any of them. */
  any(draw: Draw): Case | null {
    return this.#entries[draw.below(this.#entries.length)]?.of ?? null;
  }

  #cost({ reached, chosen }: Entry): number {
    const rarest = reached.reduce((least, what) => Math.min(least, this.#times.get(what) ?? 0), Infinity);
    return (1 + chosen) * rarest;
  }
}
