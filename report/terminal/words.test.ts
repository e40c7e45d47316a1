import { describe, expect, it } from 'vitest';
import { duration, grouped, indent, plural, wrapItems } from './words.ts';

describe('words', () => {
  it('counts', () => {
    expect([plural(0, 'case'), plural(1, 'case'), plural(2, 'index', 'indices')]).toEqual([
      '0 cases',
      '1 case',
      '2 indices',
    ]);
  });

  it('formats durations', () => {
    expect([40.4, 2500, 59_949, 119_700, 200_000].map(duration)).toEqual([
      '40 ms',
      '2.5 s',
      '59.9 s',
      '2 min 0 s',
      '3 min 20 s',
    ]);
  });

  it('indents lines that are not empty', () => {
    expect(indent('a\n\nb')).toBe('  a\n\n  b');
  });

  it('wraps between items only', () => {
    expect(wrapItems(['aaa', 'bb', 'much too long', 'c'], 7)).toEqual(['aaa  bb', 'much too long', 'c']);
    expect(wrapItems([], 7)).toEqual([]);
  });
});

it('groups the digits of large numbers', () => {
  expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
});
