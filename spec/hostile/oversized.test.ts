import { expect, test } from 'vitest';
import type { Case } from '../../vmstate/case/case.ts';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { member, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { oversized } from './oversized.ts';

const size = scalar('size', 'uint64', { migrated: false });
const data = member('data', { kind: 'vbuffer', sizedBy: 0, multiply: 4 });

function caseOf(members: readonly Member[], values: readonly Value[]): Case {
  const abi = { pointerSize: 8, byteOrder: 'little' } as const;
  return { dialect: 'qemu-11.2', abi, seed: 1, model: { shape: shape('dev', members), values: [...values] } };
}

test('a size with a factor is made too large', () => {
  expect(oversized(caseOf([size, data], [0n, new Uint8Array()]))?.of.model.values[0]).toBe(2n ** 64n - 1n);
});

test('unless a temporary object before it has a copy of the size', () => {
  const object = shape('object', [{ ...scalar('n', 'uint64'), copyOf: 0 }]);
  const members = [size, member('tmp', { kind: 'tmp', struct: object }), data];
  expect(oversized(caseOf(members, [0n, [0n], new Uint8Array()]))).toBeNull();
});
