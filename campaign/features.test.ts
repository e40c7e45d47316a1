import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { emptyCensus } from '../generators/census.ts';
import { ENOUGH_CASES } from './enough.ts';
import { allowedBy, leftOutOf, missingFrom } from './features.ts';

const dialect = 'qemu-11.1';
const { hello } = createReferenceEngine({ dialect });
const nothing = { ...emptyCensus(), cases: ENOUGH_CASES };

describe('features', () => {
  it('allows what an engine supports, and names what it does not', () => {
    const less = { ...hello, features: hello.features.filter((feature) => feature !== 'VMS_ALLOC' && feature !== 'op:measure') };
    expect(leftOutOf(hello, dialect)).toEqual([]);
    expect(leftOutOf(less, dialect)).toEqual(['VMS_ALLOC', 'op:measure']);
    expect([allowedBy(less)('VMS_ALLOC'), allowedBy(less)('VMS_ARRAY')]).toEqual([false, true]);
  });

  it('misses what enough cases never brought', () => {
    const missing = missingFrom(nothing, hello, dialect);
    expect(missing).toContain('VMS_ARRAY');
    expect(missing.some((text) => text.includes(' of '))).toBe(true);
    expect(missingFrom({ ...nothing, cases: ENOUGH_CASES - 1 }, hello, dialect)).toEqual([]);
  });

  it('does not miss what the engine does not support', () => {
    const less = { ...hello, features: hello.features.filter((feature) => feature !== 'VMS_ARRAY') };
    const missing = missingFrom(nothing, less, dialect);
    expect(missing).not.toContain('VMS_ARRAY');
    expect(missing).toContain('VMS_POINTER');
  });
});
