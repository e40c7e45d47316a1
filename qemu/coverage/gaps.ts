import type { SourceLine } from './gcov.ts';

/** Code of one function that was not reached, and the line from which it would have been. */
export interface Gap {
  readonly function: string;
  /** The nearest reached line before, of which some branch was never taken; null: there is none. */
  readonly from: SourceLine | null;
  /** Lines that were not reached; none when only a branch of `from` was not taken. */
  readonly lines: readonly SourceLine[];
  /** Nothing of the function was reached. */
  readonly whole: boolean;
}

/** The gaps of a file, function by function, in the order of the lines. Each line belongs to one gap at most. */
export function gapsOf(lines: readonly SourceLine[]): Gap[] {
  return [...byFunction(lines)].flatMap(([name, all]) => {
    const whole = all.every(({ count }) => count === 0);
    return gapsWithin(all).map((gap) => ({ function: name, ...gap, whole }));
  });
}

function byFunction(lines: readonly SourceLine[]): Map<string, SourceLine[]> {
  const functions = new Map<string, SourceLine[]>();
  for (const line of lines) functions.set(line.function, [...(functions.get(line.function) ?? []), line]);
  return functions;
}

function gapsWithin(lines: readonly SourceLine[]): { from: SourceLine | null; lines: SourceLine[] }[] {
  const gaps: { from: SourceLine | null; lines: SourceLine[] }[] = [];
  for (const line of lines) {
    const last = gaps.at(-1);
    if (isPartlyTaken(line)) gaps.push({ from: line, lines: [] });
    else if (line.count === 0 && last === undefined) gaps.push({ from: null, lines: [line] });
    else if (line.count === 0) last?.lines.push(line);
  }
  return gaps;
}

/** The line was reached, and not all its branches were taken. */
function isPartlyTaken({ count, branches }: SourceLine): boolean {
  return count > 0 && branches.includes(0);
}
