import { describe, expect, it } from 'vitest';
import { linesOfFunction } from './lines.test-help.ts';
import { summarizeCoverage } from './summary.ts';

const save = linesOfFunction('save', 10, ['if (put())', 3, 3, 0], ['fail();', 0], ['assert(b);', 3, 3, 0], ['x();', 3]);
const load = linesOfFunction('load', 20, ['assert(a);', 3, 0, 3], ['if (c)', 3, 0, 3], ['y();', 0], ['z();', 0]);

describe('summarize', () => {
  it('counts lines and branches', () => {
    const { file, lines, reached, branches, taken, leftOut } = summarizeCoverage('f.c', [...save, ...load], [], null);
    expect({ file, lines, reached, branches, taken, leftOut }).toEqual({
      file: 'f.c',
      lines: 8,
      reached: 5,
      branches: 8,
      taken: 4,
      leftOut: 0,
    });
  });

  it('takes the code of one line in several objects together', () => {
    const again = linesOfFunction('save', 10, ['if (put())', 1, 0, 1], ['fail();', 1]);
    const { lines, reached, branches, taken } = summarizeCoverage('f.c', [...save, ...again], [], null);
    expect({ lines, reached, branches, taken }).toEqual({ lines: 4, reached: 4, branches: 4, taken: 3 });
  });

  it('leaves out the branches of a macro of another header', () => {
    const guarded = linesOfFunction('save', 10, ['    ERRP_GUARD();', 3, 0, 3], ['if (put())', 3, 3, 0]);
    const { lines, branches, taken } = summarizeCoverage('f.c', guarded, [], null);
    expect({ lines, branches, taken }).toEqual({ lines: 2, branches: 2, taken: 1 });
  });

  it('leaves out functions that are not counted', () => {
    const { lines, leftOut, missed } = summarizeCoverage('f.c', [...save, ...load], [], /^load$/);
    expect({ lines, leftOut }).toEqual({ lines: 4, leftOut: 4 });
    expect(missed.flatMap(({ places }) => places).map((place) => place.function)).toEqual(['save']);
  });

  it('gathers by reason what is missing, the unexplained together', () => {
    const { missed, stale } = summarizeCoverage(
      'f.c',
      [...save, ...load],
      [
        { function: null, words: ['assert'], only: 'branches', why: 'it holds' },
        { function: 'save', words: ['put'], why: 'it never fails' },
      ],
      null,
    );
    expect(missed).toEqual([
      { places: [{ function: 'save', lines: [11], forks: [10] }], why: 'it never fails' },
      {
        places: [
          { function: 'save', lines: [], forks: [12] },
          { function: 'load', lines: [], forks: [20] },
        ],
        why: 'it holds',
      },
      { places: [{ function: 'load', lines: [22, 23], forks: [21] }], why: null },
    ]);
    expect(stale).toEqual([]);
  });

  it('names excuses that are stale', () => {
    const { stale } = summarizeCoverage('f.c', save, [{ function: 'save', words: ['x'], why: 'never' }], null);
    expect(stale).toEqual(['the excuse for save x is for code that is reached']);
  });
});
