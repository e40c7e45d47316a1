import { expect, test } from 'vitest';
import { engineNames } from './engine-names.ts';

const engine = { name: 'qemu', version: '11.1.1', language: 'C', view: 'memory', abi: null } as const;
const of = (chosen: string, dialect = 'qemu-11.1'): Parameters<typeof engineNames>[0][number] => ({
  engine,
  engineFlags: ['--engine', chosen],
  dialect,
});

test('an engine is called what it calls itself', () => {
  expect(engineNames([of('qemu-11.1'), { ...of('mine'), engine: { ...engine, version: '11.1.2' } }])).toEqual([
    'qemu 11.1.1',
    'qemu 11.1.2',
  ]);
});

test('two that call themselves alike are told apart', () => {
  expect(engineNames([of('qemu-11.1'), of('sanitized')])).toEqual(['qemu 11.1.1, qemu-11.1', 'qemu 11.1.1, sanitized']);
  expect(engineNames([of('a'), of('a', 'qemu-10.2')])).toEqual([
    'qemu 11.1.1, a, qemu-11.1',
    'qemu 11.1.1, a, qemu-10.2',
  ]);
  expect(engineNames([of('a'), of('a')])).toEqual(['qemu 11.1.1, a, qemu-11.1, 1', 'qemu 11.1.1, a, qemu-11.1, 2']);
});
