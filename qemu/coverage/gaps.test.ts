import { describe, expect, it } from 'vitest';
import { gapsOf } from './gaps.ts';
import { linesOfFunction } from './lines.test-help.ts';

function brief(...lines: Parameters<typeof gapsOf>[0][]): unknown[] {
  return gapsOf(lines.flat()).map((gap) => [
    gap.function,
    gap.from?.line ?? null,
    gap.lines.map(({ line }) => line),
    gap.whole,
  ]);
}

describe('gapsOf', () => {
  it('is empty where every line is reached and every branch taken', () => {
    expect(brief(linesOfFunction('f', 1, ['if (a)', 3, 1, 2], ['b();', 1]))).toEqual([]);
  });

  it('gives lines to the nearest branch before them that is not taken', () => {
    expect(
      brief(
        linesOfFunction(
          'f',
          1,
          ['if (a)', 3, 3, 0],
          ['x();', 3],
          ['y();', 0],
          ['if (b)', 3, 0, 3],
          ['z();', 0],
          ['z();', 0],
        ),
      ),
    ).toEqual([
      ['f', 1, [3], false],
      ['f', 4, [5, 6], false],
    ]);
  });

  it('does not take the branches of a line that is not reached for a way to others', () => {
    expect(brief(linesOfFunction('f', 1, ['if (a)', 3, 3, 0], ['if (b)', 0, 0, 0], ['z();', 0]))).toEqual([
      ['f', 1, [2, 3], false],
    ]);
  });

  it('knows a branch that leads to no line of its own', () => {
    expect(brief(linesOfFunction('f', 1, ['assert(a);', 3, 0, 3], ['x();', 3]))).toEqual([['f', 1, [], false]]);
  });

  it('distinguishes an uncalled function from one whose end is not reached', () => {
    const never = linesOfFunction('never', 1, ['never()', 0], ['x();', 0]);
    const ends = linesOfFunction('ends', 10, ['exit(1);', 1], ['y();', 0]);
    expect(brief(never, ends)).toEqual([
      ['never', null, [1, 2], true],
      ['ends', null, [11], false],
    ]);
  });

  it('does not let a branch lead into the next function', () => {
    const open = linesOfFunction('open', 1, ['assert(a);', 3, 0, 3]);
    expect(brief(open, linesOfFunction('next', 2, ['next()', 0]))).toEqual([
      ['open', 1, [], false],
      ['next', null, [2], true],
    ]);
  });
});
