import { expect, it } from 'vitest';
import { scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { hasOddSubsection } from './odd-subsections.ts';

const one = [scalar('a', 'uint8')];

function device(nested: string, subsection: string): StructShape {
  return {
    ...shape('dev', [struct('s', shape(nested, one))]),
    subsections: [{ struct: shape(subsection, one) }],
  };
}

it.each([
  ['ring', 'dev/a', false],
  ['dev', 'dev/a', false],
  ['ring', 'ring/a', true],
  ['dev/a', 'dev/a', true],
  ['dev/b', 'dev/a', true],
  ['d', 'dev/a', true],
  ['ring', 'dev2', true],
  ['ring', `dev/${'x'.repeat(252)}`, true],
])('a device with a struct %s and the subsection %s: %s', (nested, subsection, is) => {
  expect(hasOddSubsection(device(nested, subsection))).toBe(is);
});
