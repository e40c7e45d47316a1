import type { Abi } from '../vmstate/host/abi.ts';
import { readPointer, writePointer, type Memory } from '../vmstate/host/memory.ts';
import { QTAILQ } from './codes.ts';

/*
 * Linked lists as include/qemu/queue.h keeps them. A link is two words:
 * the next element (its first byte, or NULL) and the address of the link
 * before it, or of the head. A QTAILQ's head is such a link too, whose second
 * word is the address of the last link, its own when the list is empty; a
 * QLIST's head is one word. Places are arena indices.
 */

/** Size of a head. */
export function headSize({ pointerSize }: Abi, code: number): number {
  return code === QTAILQ ? 2 * pointerSize : pointerSize;
}

/** Initializes the head of an empty list. */
export function writeEmptyHead(memory: Memory, code: number, head: number): void {
  writePointer(memory, head, null);
  if (code === QTAILQ) writePointer(memory, head + memory.abi.pointerSize, head);
}

/**
 * Appends an element to a QTAILQ (QTAILQ_RAW_INSERT_TAIL). Returns the place of the word
 * that now points to it, or null if the head is corrupt.
 */
export function appendToTailq(memory: Memory, head: number, element: number, link: number): number | null {
  const { pointerSize } = memory.abi;
  const last = readPointer(memory, head + pointerSize);
  if (typeof last !== 'number') return null;
  writePointer(memory, link, null);
  writePointer(memory, link + pointerSize, last);
  writePointer(memory, last, element);
  writePointer(memory, head + pointerSize, link);
  return last;
}

/**
 * Inserts an element into a QLIST like a load does (vmstate-types.c: get_qlist, load_qlist
 * in 11.1): the first loaded element at the head (QLIST_RAW_INSERT_HEAD), each further one
 * after the previous one (`previous` is its link), as the last of the list: elements that
 * followed are lost (QLIST_RAW_INSERT_AFTER). Returns the place of the word that now points
 * to it.
 */
export function insertInList(
  memory: Memory,
  { head, previous }: { readonly head: number; readonly previous: number | null },
  link: number,
  linkOffset: number,
): number {
  const { pointerSize } = memory.abi;
  const before = previous ?? head;
  const next = previous === null ? (readPointer(memory, head) ?? null) : null;
  writePointer(memory, before, link - linkOffset);
  writePointer(memory, link, next);
  writePointer(memory, link + pointerSize, before);
  if (next !== null) writePointer(memory, next + linkOffset + pointerSize, link);
  return before;
}
