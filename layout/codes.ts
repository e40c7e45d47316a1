import { checkedType, widthOf } from '../vmstate/info.ts';
import type { Element } from '../vmstate/model/model.ts';

/**
 * What stores an element, as a number: the width of a scalar (1, 2, 4, 8) or
 * one of these. The walks after the plan go by this and the flag word, and
 * never again by the unions of the model, whose many object shapes V8 can
 * only look up slowly.
 */
export const UNUSED = 0;
export const BYTES = 16;
/** As BYTES, but the length is that of the value. */
export const VARYING_BYTES = 17;
export const BITMAP = 18;
/** A QEMUTimer, of which the first eight bytes are known. */
export const TIMER = 19;
/** A pointer to an array that knows its length. */
export const BYTE_ARRAY = 20;
export const STRUCT = 32;
/** The region of a temporary struct: its members lie there as in any struct. */
export const TMP = 33;
export const QTAILQ = 34;
export const QLIST = 35;
/** A pointer to a tree. */
export const TREE = 36;

export function isList(code: number): boolean {
  return code === QTAILQ || code === QLIST;
}

/** What has no field's pointer and yet lives behind one, of the container's own. */
export function isContainer(code: number): boolean {
  return code === BYTE_ARRAY || code === TREE;
}

/** The code of an element; a `validate` holds as little as unused bytes do. */
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
