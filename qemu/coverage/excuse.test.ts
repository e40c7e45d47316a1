import { describe, expect, it } from 'vitest';
import { explains, excuseName, staleness, type Excuse } from './excuse.ts';
import { gapsOf } from './gaps.ts';
import type { SourceLine } from './gcov.ts';
import { linesOfFunction } from './lines.test-help.ts';

const excuse: Excuse = { function: 'save', words: ['put'], why: 'it never fails' };

function explained(of: Excuse, lines: readonly SourceLine[]): boolean[] {
  return gapsOf(lines).map((gap) => explains(of, gap));
}

describe('an excuse', () => {
  const missed = linesOfFunction('save', 1, ['if (a->put(x) < 0) {', 3, 3, 0], ['fail();', 0]);

  it('explains what its words lead to, in its function', () => {
    expect(explained(excuse, missed)).toEqual([true]);
    expect(explained({ ...excuse, function: null }, missed)).toEqual([true]);
    expect(explained({ ...excuse, function: 'load' }, missed)).toEqual([false]);
  });

  it('needs all its words, each as a whole', () => {
    expect(explained({ ...excuse, words: ['put', 'a'] }, missed)).toEqual([true]);
    expect(explained({ ...excuse, words: ['put', 'b'] }, missed)).toEqual([false]);
    expect(explained({ ...excuse, words: ['pu'] }, missed)).toEqual([false]);
  });

  it('of branches explains no line', () => {
    const fork = linesOfFunction('save', 1, ['assert(put);', 3, 3, 0], ['go();', 3]);
    expect(explained({ ...excuse, only: 'branches' }, fork)).toEqual([true]);
    expect(explained({ ...excuse, only: 'branches' }, missed)).toEqual([false]);
  });

  it('without words explains a function of which nothing is reached', () => {
    const never = linesOfFunction('save', 1, ['save()', 0], ['x();', 0]);
    expect(explained({ ...excuse, words: [] }, never)).toEqual([true]);
    expect(explained({ ...excuse, words: [] }, missed)).toEqual([false]);
  });

  it('finds its words on the lines themselves where nothing leads to them', () => {
    expect(explained(excuse, linesOfFunction('save', 1, ['leave();', 1], ['put();', 0]))).toEqual([true]);
  });

  it('is known by its function and words', () => {
    expect(excuseName(excuse)).toBe('save put');
    expect(excuseName({ ...excuse, function: null })).toBe('any function put');
  });
});

describe('staleness', () => {
  function wrong(of: Excuse, ...lines: SourceLine[]): string | null {
    return staleness(of, gapsOf(lines), lines);
  }

  it('is null while the excuse is needed', () => {
    expect(wrong(excuse, ...linesOfFunction('save', 1, ['if (put())', 3, 3, 0], ['fail();', 0]))).toBeNull();
  });

  it('is that its code is reached', () => {
    expect(wrong(excuse, ...linesOfFunction('save', 1, ['if (put())', 3, 2, 1], ['fail();', 1]))).toBe(
      'is for code that is reached',
    );
    expect(
      wrong(
        { ...excuse, words: [] },
        ...linesOfFunction('save', 1, ['save()', 1], ['if (put())', 1, 1, 0], ['x();', 0]),
      ),
    ).toBe('is for code that is reached');
  });

  it('is that its code is not there', () => {
    expect(wrong(excuse, ...linesOfFunction('save', 1, ['if (write())', 3, 3, 0]))).toBe(
      'is for code that is not there',
    );
    expect(wrong({ ...excuse, words: [] }, ...linesOfFunction('load', 1, ['load()', 0]))).toBe(
      'is for code that is not there',
    );
  });

  it('is that it fits code that is reached, beside the code that is not', () => {
    const twice = linesOfFunction('save', 1, ['if (put())', 3, 3, 0], ['fail();', 0], ['if (put())', 3, 1, 2]);
    expect(wrong(excuse, ...twice)).toBe('fits line 3, too, all of whose branches are taken');
  });

  it('leaves it to chance whether what is rare is reached, but not whether it is there', () => {
    const rare: Excuse = { ...excuse, rare: true };
    expect(wrong(rare, ...linesOfFunction('save', 1, ['if (put())', 3, 2, 1]))).toBeNull();
    expect(wrong(rare, ...linesOfFunction('save', 1, ['if (put())', 3, 3, 0]))).toBeNull();
    expect(wrong(rare, ...linesOfFunction('save', 1, ['if (write())', 3, 2, 1]))).toBe('is for code that is not there');
  });
});
