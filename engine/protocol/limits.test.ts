import { expect, it } from 'vitest';
import { layoutSource } from '../../layout/layout.ts';
import { sampleCase } from '../../vmstate/case/sample.test-help.ts';
import { decodeSaved } from './decode-response.ts';
import { readHello } from './hello.ts';

const { plan, source: memory } = layoutSource(sampleCase);
const request = { description: plan.description, memory, measure: false, returnMemory: false };

it('keeps so much of a message as somebody reads', () => {
  const response = { id: 1, status: 'error', message: 'm'.repeat(20_000_000) };
  expect(decodeSaved(response, request)).toEqual({
    status: 'error',
    message: `${'m'.repeat(4096)}… (20000000 characters)`,
  });
});

it('refuses a list of features beyond any reason', () => {
  const hello = {
    id: 1,
    status: 'ok',
    protocol: 1,
    engine: { name: 'e', version: '1', language: 'C' },
    dialect: 'qemu-11.1',
    view: 'values',
    abi: null,
    features: Array.from({ length: 100_000 }, (_, i) => `x${i}`),
  };
  expect(readHello(JSON.stringify(hello))).toEqual({ problem: 'it lists 100000 features; the limit is 1000' });
});
