import { expect, test } from 'vitest';
import { abis } from '../vmstate/host/abi.ts';
import { CaseGenerator } from './case-generator.ts';
import { malformed } from './cases.test-help.ts';
import { boundaries } from '../campaign/coverage/boundaries.ts';
import { countBoundaries } from '../campaign/coverage/count-boundaries.ts';
import { longs, type Long } from './long.ts';

const generator = new CaseGenerator({ dialect: 'qemu-11.1', abis });

const brought: readonly (readonly [Long, string])[] = [
  ['uint16', 'uint16 count 65535'],
  ['int32', 'int32 count from 65536'],
  ['uint32', 'uint32 count from 65536'],
  ['vbuffer', 'vbuffer bytes from 65536'],
  [32767, 'buffer bytes 32767'],
  [32768, 'buffer bytes 32768'],
  [32769, 'buffer bytes 32769'],
];

test.each(brought)('%s: a case brings its boundary, and is the same but for that', (long, name) => {
  const place = boundaries.findIndex((boundary) => boundary.name === name);
  for (const seed of [1, 2, 3, 4]) {
    const plain = generator.fromSeed(seed).model;
    const { model } = generator.fromSeed(seed, long);
    expect(malformed(model)).toEqual([]);
    expect(model.shape.members.slice(0, plain.shape.members.length)).toEqual(plain.shape.members);
    const counts = new Uint32Array(boundaries.length);
    countBoundaries(counts, model);
    expect(counts[place]).toBe(1);
  }
});

test('every kind is tried here, and none is made for an engine that has nothing of it', () => {
  expect(brought.map(([long]) => long)).toEqual([...longs]);
  const few = new CaseGenerator({ dialect: 'qemu-11.1', abis, allows: (feature) => feature === 'info:uint64' });
  for (const long of longs) expect(few.fromSeed(1, long)).toEqual(few.fromSeed(1));
});
