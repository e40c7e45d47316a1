import { checkedType, widthOf } from '../vmstate/info.ts';
import type { Element } from '../vmstate/model/model.ts';

/**
 * The kind of an element as a number: the width of a scalar (1, 2, 4, 8) or one of these.
 * The walks after planning use this code and the flag word instead of the unions of the
 * model, whose many object shapes make property access slow in V8.
 */
export const UNUSED = 0;
export const BYTES = 16;
/** Like BYTES, but with the length of the value. */
export const VARYING_BYTES = 17;
export const BITMAP = 18;
/** A QEMUTimer, of which only the first eight bytes are defined. */
export const TIMER = 19;
/** A pointer to a byte array. */
export const BYTE_ARRAY = 20;
export const STRUCT = 32;
/** The region of a temporary struct; its members are stored there as in any struct. */
export const TMP = 33;
export const QTAILQ = 34;
export const QLIST = 35;
/** A pointer to a tree. */
export const TREE = 36;

export function isList(code: number): boolean {
  return code === QTAILQ || code === QLIST;
}

/** Containers: they are behind a pointer, but their field is not VMS_POINTER. */
export function isContainer(code: number): boolean {
  return code === BYTE_ARRAY || code === TREE;
}

/** The code of an element; like unused bytes, a `validate` stores nothing. */
export function codeOf(element: Element): number {
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'buffer':
      return BYTES;
    case 'vbuffer':
      return VARYING_BYTES;
    case 'unused':
    case 'validate':
      return UNUSED;
    case 'struct':
      return STRUCT;
    case 'checked':
      return widthOf(checkedType(element.info));
    case 'failing':
      return 1;
    case 'bitmap':
      return BITMAP;
    case 'list':
      return element.list === 'qtailq' ? QTAILQ : QLIST;
    case 'tmp':
      return TMP;
    case 'timer':
      return TIMER;
    case 'tree':
      return TREE;
    case 'bytearray':
      return BYTE_ARRAY;
  }
}
