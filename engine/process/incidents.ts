import type { Broken } from '../engine.ts';

/** The failures of an engine that belong to no request. */
export class Incidents {
  readonly #list: Broken[] = [];
  /** The failure that the suspects are rerun for, until one of them reproduces it. */
  #unexplained: Broken | null = null;

  get all(): readonly Broken[] {
    return this.#unexplained === null ? this.#list : [...this.#list, this.#unexplained];
  }

  add(fault: Broken): void {
    this.#list.push(fault);
  }

  /** Suspects are rerun for this failure. */
  suspect(fault: Broken): void {
    this.#unexplained = fault;
  }

  /** A suspect has reproduced the failure. */
  explain(): void {
    this.#unexplained = null;
  }

  /** Every suspect has been rerun: what is still unexplained belongs to no request. */
  closeTrial(): void {
    if (this.#unexplained !== null) this.#list.push(this.#unexplained);
    this.#unexplained = null;
  }
}
