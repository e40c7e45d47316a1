import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../vmstate/model/model.ts';
import { cases } from './cases.ts';

describe('cases', () => {
  it('generates cases of the dialect', () => {
    fc.assert(
      fc.property(cases({ dialect: 'qemu-7.2' }), ({ dialect }) => dialect === 'qemu-7.2'),
      { numRuns: 20 },
    );
  });

  it('keeps to the ABIs and the features given', () => {
    const abi = { pointerSize: 4, byteOrder: 'big' } as const;
    const kinds = new Set<Element['kind']>();
    fc.assert(
      fc.property(
        cases({ dialect: 'qemu-11.1', abis: [abi], features: ['VMS_SINGLE', 'info:uint16'] }),
        ({ abi: drawn, model: { shape } }) => {
          for (const { element, migrated } of shape.members) if (migrated) kinds.add(element.kind);
          expect(drawn).toEqual(abi);
        },
      ),
      { numRuns: 200 },
    );
    expect([...kinds]).toEqual(['scalar']);
  });

  it('rejects what allows no case', () => {
    expect(() => cases({ dialect: 'qemu-11.1', abis: [] })).toThrow(RangeError);
    expect(() => cases({ dialect: 'qemu-11.1', features: ['VMS_SINGLE'] })).toThrow(RangeError);
  });
});
