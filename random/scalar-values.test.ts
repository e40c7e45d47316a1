import { expect, test } from 'vitest';
import { scalars, widthOf, type Scalar } from '../vmstate/info.ts';
import { Draw } from './draw.ts';
import { drawBytes, drawScalar } from './scalar-values.ts';

function rangeOf(type: Scalar): [bigint, bigint] {
  if (type === 'bool') return [0n, 1n];
  const bits = BigInt(widthOf(type) * 8);
  // A double is its 64 bits, whatever they mean.
  return type.startsWith('u') || type === 'cpudouble'
    ? [0n, (1n << bits) - 1n]
    : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

test.each(scalars)('%s stays in its range and reaches both ends', (type) => {
  const draw = new Draw(1);
  const [lowest, highest] = rangeOf(type);
  const values = Array.from({ length: 3000 }, () => drawScalar(draw, type));
  expect(values.every((value) => typeof value === (widthOf(type) === 8 ? 'bigint' : 'number'))).toBe(true);
  const drawn = values.map(BigInt);
  expect(drawn.every((value) => value >= lowest && value <= highest)).toBe(true);
  expect(drawn).toContain(lowest);
  expect(drawn).toContain(highest);
  expect(drawn).toContain(0n);
  expect(drawn).toContain(1n);
});

test.each([0, 1, 3, 4, 65])('%i random bytes', (length) => {
  const bytes = drawBytes(new Draw(2), length);
  expect(bytes.length).toBe(length);
  expect(bytes.some((byte) => byte !== 0)).toBe(length > 0);
});
