import type { MaybePromise } from '../engine/engine.ts';

/** Goes on at once when the value is there, later when it is not: in-process engines pay for no promise. */
export function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
