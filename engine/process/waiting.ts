import type { Pending } from './pending.ts';

/** Requests not sent yet: suspects first, then the others in the order of their coming. */
export interface Waiting {
  peek(): Pending | undefined;
  shift(): Pending | undefined;
  push(pending: Pending): void;
  /** Puts suspects before everyone else. */
  unshift(suspects: readonly Pending[]): void;
}

export function createWaiting(): Waiting {
  let list: Pending[] = [];
  let head = 0;
  return {
    peek: () => list[head],
    shift() {
      const first = list[head];
      if (first === undefined) return undefined;
      head += 1;
      // Array.prototype.shift moves the whole of a long array, every time.
      if (head === list.length || head > 4096) {
        list = list.slice(head);
        head = 0;
      }
      return first;
    },
    push(pending) {
      list.push(pending);
    },
    unshift(suspects) {
      list = [...suspects, ...list.slice(head)];
      head = 0;
    },
  };
}
