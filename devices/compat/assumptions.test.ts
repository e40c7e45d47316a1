import { describe, expect, it } from 'vitest';
import { Assumed, parseAssumption, parseAssumptions } from './assumptions.ts';
import { describedBy, device, u32 } from './sample.test-help.ts';

const test = { kind: 'function', address: 0x450 } as const;
const { set } = describedBy(device([u32('a', { field_exists: { kind: 'byte', offset: 9 } }), u32('b')]));
const withFunction = {
  ...set,
  descriptions: set.descriptions.map((one) => ({
    ...one,
    fields: one.fields.map((field) => (field.name === 'a' ? { ...field, field_exists: test } : field)),
  })),
};

describe('assumptions', () => {
  it('are FIELD=VALUE', () => {
    expect(parseAssumption('dev.a=true', 'both')).toMatchObject({ field: 'dev.a', value: 1 });
    expect(parseAssumption('x=3', 'old')).toMatchObject({ side: 'old', value: 3 });
    expect([parseAssumption('a', 'both'), parseAssumption('a=maybe', 'both')]).toEqual([null, null]);
  });

  it('of a file can be for one side', () => {
    expect(parseAssumptions('# pc-i440fx-7.2\nold a=true # why\nb=false\n', 'f')).toMatchObject([
      { side: 'old', field: 'a', value: 1 },
      { side: 'both', field: 'b', value: 0 },
    ]);
    expect(parseAssumptions('\nnonsense', 'f')).toContain('f:2: a line is');
  });

  it('hold for a function wherever it decides', () => {
    const [one] = [parseAssumption('a=true', 'both')].filter((each) => each !== null);
    if (one === undefined) throw new Error('it is one');
    const assumed = new Assumed(withFunction, [one]);
    const variable = { kind: 'test', id: 'function 0x450', fields: ['other.z'], hidden: true } as const;
    expect(assumed.valueOf(variable)).toBe(1);
    expect(assumed.valueOf({ ...variable, id: 'function 0x460' })).toBe(undefined);
    expect(assumed.unused.size).toBe(0);
  });

  it('that name nothing are told', () => {
    const [one] = [parseAssumption('nothing=true', 'both')].filter((each) => each !== null);
    if (one === undefined) throw new Error('it is one');
    expect([...new Assumed(withFunction, [one]).unused]).toEqual([one]);
  });
});
