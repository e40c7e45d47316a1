import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { emptyStatistics } from './coverage/statistics.ts';
import { ENOUGH_CASES } from './coverage/thresholds.ts';
import { allowedBy, leftOutOf, missingFrom, unmadeOf, tooFew } from './features.ts';

const dialect = 'qemu-11.1';
const { hello } = createReferenceEngine({ dialect });
const nothing = { ...emptyStatistics(), cases: ENOUGH_CASES };

describe('features', () => {
  it('allows what an engine supports, and names what it does not', () => {
    const less = {
      ...hello,
      features: hello.features.filter((feature) => feature !== 'VMS_ALLOC' && feature !== 'op:measure'),
    };
    expect(leftOutOf(hello, dialect)).toEqual([]);
    expect(leftOutOf(less, dialect)).toEqual(['VMS_ALLOC', 'op:measure']);
    expect(leftOutOf(less, dialect, [])).toEqual(['VMS_ALLOC']);
    expect([allowedBy(less)('VMS_ALLOC'), allowedBy(less)('VMS_ARRAY')]).toEqual([false, true]);
  });

  it('names operations that are left out, but not to measure values', () => {
    const less = { ...hello, features: hello.features.filter((feature) => !feature.startsWith('op:')) };
    expect(leftOutOf(less, dialect)).toEqual([
      'op:measure',
      'op:vmdesc',
      'op:trace',
      'op:chunk',
      'op:written',
      'op:opaque',
      'op:message',
    ]);
    expect(leftOutOf({ features: less.features, view: 'values' }, dialect)).toEqual([
      'op:vmdesc',
      'op:trace',
      'op:chunk',
      'op:written',
      'op:message',
    ]);
    // Operations change nothing in what is generated.
    expect(missingFrom(nothing, less, dialect).some((text) => text.includes(' of '))).toBe(true);
  });

  it.each([
    [['VMS_SINGLE', 'info:bool'], false],
    [['VMS_SINGLE', 'info:uint64'], false],
    [['info:uint32'], true],
    [['VMS_SINGLE', 'info:buffer', 'info:uint8_equal'], true],
    [[], true],
  ])('%j is too little to make a case of: %j', (features, few) => {
    expect(tooFew(features) !== null).toBe(few);
  });

  it('misses what enough cases never brought', () => {
    const missing = missingFrom(nothing, hello, dialect);
    expect(missing).toContain('VMS_ARRAY');
    expect(missing.some((text) => text.includes(' of '))).toBe(true);
    expect(missingFrom({ ...nothing, cases: ENOUGH_CASES - 1 }, hello, dialect)).toEqual([]);
  });

  it('does not miss what cannot be made without a feature that the engine does not list, but says so', () => {
    const less = { ...hello, features: hello.features.filter((feature) => feature !== 'VMS_VBUFFER') };
    expect(missingFrom(nothing, less, dialect)).toEqual([]);
    expect(unmadeOf(nothing, less, dialect)).toContain('info:bitmap');
    expect(unmadeOf(nothing, less, dialect)).not.toContain('VMS_VBUFFER');
    expect(unmadeOf({ ...nothing, cases: 200 }, less, dialect)).toEqual([]);
    expect(unmadeOf(nothing, hello, dialect)).toEqual([]);
  });
});
