import type { Scalar } from '../vmstate/info.ts';
import type { Count, CountType, Element, StructShape } from '../vmstate/model.ts';

/*
 * Elements and counts as the generators make them: all with the same
 * properties in the same order, those of other kinds undefined. To V8 they are
 * objects of one hidden class, which every walk over a model reads at full
 * speed; to everyone else, JSON included, the extra properties do not exist.
 */

export function scalarElement(type: Scalar): Element {
  const element = { kind: 'scalar' as const, type, size: undefined, sizedBy: undefined, multiply: undefined, struct: undefined };
  return element;
}

/** Small ones are made once: nothing in a model is ever changed. */
const SMALL = 65;

export function bufferElement(size: number): Element {
  return buffers[size] ?? newBuffer(size);
}

function newBuffer(size: number): Element {
  const element = { kind: 'buffer' as const, type: undefined, size, sizedBy: undefined, multiply: undefined, struct: undefined };
  return element;
}

const buffers: readonly Element[] = Array.from({ length: SMALL }, (_, size) => newBuffer(size));

export function vbufferElement(sizedBy: number, multiply: number | null): Element {
  const element = { kind: 'vbuffer' as const, type: undefined, size: undefined, sizedBy, multiply, struct: undefined };
  return element;
}

export function unusedElement(size: number): Element {
  const element = { kind: 'unused' as const, type: undefined, size, sizedBy: undefined, multiply: undefined, struct: undefined };
  return element;
}

export function structElement(struct: StructShape): Element {
  const element = { kind: 'struct' as const, type: undefined, size: undefined, sizedBy: undefined, multiply: undefined, struct };
  return element;
}

export function oneElement(): Count {
  const count = { kind: 'one' as const, n: undefined, by: undefined, type: undefined, multiply: undefined };
  return count;
}

export function fixedCount(n: number): Count {
  return fixed[n] ?? newFixed(n);
}

function newFixed(n: number): Count {
  const count = { kind: 'fixed' as const, n, by: undefined, type: undefined, multiply: undefined };
  return count;
}

const fixed: readonly Count[] = Array.from({ length: SMALL }, (_, n) => newFixed(n));

export function countedBy(by: number, type: CountType, multiply: number | null): Count {
  const count = { kind: 'counted' as const, n: undefined, by, type, multiply };
  return count;
}
