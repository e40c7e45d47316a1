import { expect, it } from 'vitest';
import { counted, scalar, shape } from '../vmstate/model/shapes.test-help.ts';
import { allocatedBytes } from './allocated-bytes.ts';
import { layoutSource } from './layout.ts';

it('counts the elements behind pointers in bytes of the host', () => {
  const model = {
    shape: shape('device', [
      scalar('n', 'uint8'),
      scalar('regs', 'uint32', { count: counted(0, 'uint8'), storage: 'allocated' }),
    ]),
    values: [3, [1, 2, 3]],
  };
  const { plan } = layoutSource({ dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1, model });
  expect(allocatedBytes(plan, [0, []])).toBe(0);
  const one = allocatedBytes(plan, [1, [1]]);
  expect(one).toBeGreaterThanOrEqual(4);
  expect(allocatedBytes(plan, [255, new Array<number>(65_280).fill(0)])).toBe(65_280 * one);
});
