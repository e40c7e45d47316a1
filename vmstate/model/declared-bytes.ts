import type { Element } from './element.ts';
import type { Model, StructValue, Value } from './value.ts';
import type { StructShape } from './struct-shape.ts';

/**
 * Bytes that a model declares without holding them: VMSTATE_UNUSED has a size and
 * no value. Everything else is as long as its values. It is computed before
 * anything is allocated: a short text can declare gigabytes.
 */
export function declaredBytes({ shape, values }: Model): number {
  return ofStruct(shape, values);
}

function ofStruct(shape: StructShape, values: StructValue): number {
  let sum = 0;
  for (const [i, { element, count }] of shape.members.entries()) {
    const value = values[i] ?? null;
    const single = count.kind === 'one';
    for (const each of single || !Array.isArray(value) ? [value] : value) sum += ofElement(element, each);
  }
  for (const [i, { struct }] of (shape.subsections ?? []).entries()) {
    const value = values[shape.members.length + i];
    if (Array.isArray(value)) sum += ofStruct(struct, value);
  }
  return sum;
}

function ofElement(element: Element, value: Value): number {
  if (element.kind === 'unused') return element.size;
  if (!Array.isArray(value)) return 0;
  switch (element.kind) {
    case 'struct':
    case 'tmp':
      return ofStruct(element.struct, value);
    case 'list':
      return sumOf(value, (each) => (Array.isArray(each) ? ofStruct(element.struct, each) : 0));
    case 'tree':
      return sumOf(value, (pair) => {
        if (!Array.isArray(pair)) return 0;
        const [key, node] = pair;
        const ofKey = element.key !== null && Array.isArray(key) ? ofStruct(element.key, key) : 0;
        return ofKey + (Array.isArray(node) ? ofStruct(element.value, node) : 0);
      });
    default:
      return 0;
  }
}

function sumOf(values: readonly Value[], bytes: (value: Value) => number): number {
  return values.reduce((sum: number, value) => sum + bytes(value), 0);
}
