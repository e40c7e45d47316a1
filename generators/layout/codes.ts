import { widthOf } from '../../vmstate/info.ts';
import type { Element } from '../../vmstate/model.ts';

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
export const STRUCT = 32;

export function codeOf(element: Element): number {
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'buffer':
      return BYTES;
    case 'vbuffer':
      return VARYING_BYTES;
    case 'unused':
      return UNUSED;
    case 'struct':
      return STRUCT;
  }
}
