import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';

/**
 * The signal that ends the work at hand. Programs are started at every depth of a
 * build; this reaches them all without each step having to hand it on.
 */
const current = new AsyncLocalStorage<AbortSignal>();

/** Runs work whose programs, downloads and waits end when the signal is aborted. */
export function interruptible<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  // One for each program that runs; a compilation has more than the ten that Node takes for a leak.
  setMaxListeners(0, signal);
  return current.run(signal, work);
}

/** The signal of the work that this is part of. */
export function interruption(): AbortSignal | undefined {
  return current.getStore();
}
