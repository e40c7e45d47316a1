import type { Broken } from '../engine.ts';

/** A failure for which several requests are rerun. */
export interface Suspected {
  /** What it is when none of them reproduces it. */
  readonly innocent: Broken;
  /** What it is until that is known. */
  readonly open: Broken;
}

/** The failures of an engine that belong to no request. */
export class Incidents {
  readonly #list: Broken[] = [];
  /** The failure that the suspects are rerun for, until one of them reproduces it. */
  #unexplained: Suspected | null = null;

  get all(): readonly Broken[] {
    return this.#unexplained === null ? this.#list : [...this.#list, this.#unexplained.open];
  }

  add(fault: Broken): void {
    this.#list.push(fault);
  }

  /** Suspects are rerun for this failure. */
  suspect(suspected: Suspected): void {
    this.#unexplained = suspected;
  }

  /** A suspect has reproduced the failure. */
  explain(): void {
    this.#unexplained = null;
  }

  /** Every suspect has been rerun: what is still unexplained belongs to no request. */
  closeTrial(): void {
    if (this.#unexplained !== null) this.#list.push(this.#unexplained.innocent);
    this.#unexplained = null;
  }
}
