import { loadPointer, NULL_ADDRESS, replacePointer } from './access.ts';
import type { Machine } from './machine.ts';

/** A list that a load appends to. */
export interface ListEnd {
  readonly head: number;
  /** The offset of the link in an element. */
  readonly start: number;
  /** The element that the load appended last, or NULL_ADDRESS. */
  readonly previous: number;
}

/** Appends an element to a list. */
export type LinkElement = (machine: Machine, list: ListEnd, element: number) => void;

/*
 * The head of a tail queue: its first element, and the last link (the head
 * itself when empty). A link: the next element, and the link before (or the
 * head). Elements are identified by their start, links by their own address.
 */

/** QEMU 10.2, 11.1: include/qemu/queue.h:QTAILQ_RAW_INSERT_TAIL. */
export function linkTail(machine: Machine, { head, start }: ListEnd, element: number): void {
  const word = machine.pointerSize;
  const link = element + start;
  const last = loadPointer(machine, head + word);
  replacePointer(machine, link, null);
  replacePointer(machine, link + word, last);
  replacePointer(machine, last, element);
  replacePointer(machine, head + word, link);
}

/*
 * The head of a list: its first element. A link: the next element, and where
 * the pointer to this one is (in the link before, or in the head).
 */

/** QEMU 10.2, 11.1: include/qemu/queue.h:QLIST_RAW_INSERT_HEAD, QLIST_RAW_INSERT_AFTER. */
export function linkAfter(machine: Machine, { head, start, previous }: ListEnd, element: number): void {
  const word = machine.pointerSize;
  const link = element + start;
  if (previous !== NULL_ADDRESS) {
    replacePointer(machine, previous + start, element);
    replacePointer(machine, link + word, previous + start);
    // Whatever stood behind the one before is lost.
    replacePointer(machine, link, null);
    return;
  }
  const first = loadPointer(machine, head);
  replacePointer(machine, head, element);
  replacePointer(machine, link + word, head);
  replacePointer(machine, link, first);
  if (first !== NULL_ADDRESS) replacePointer(machine, first + start + word, link);
}
