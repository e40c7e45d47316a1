import { functionsOf, type CFunction } from './functions.ts';
import { edits } from './operators.ts';
import { tokensOf } from './tokens.ts';

/** One small change of one place of a C file. */
export interface Mutant {
  /** `vmstate.c:vmstate_size:relation:2`: file, function, operator, and its number among those of the function. It outlives changes of other functions. */
  readonly id: string;
  readonly function: string;
  readonly operator: string;
  readonly line: number;
  /** What is replaced, in characters of the file, and by what. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** All first-order mutants of a C file, in its order. */
export function mutantsOf(file: string, source: string): Mutant[] {
  return functionsOf(tokensOf(source)).flatMap((each) => mutantsIn(file, each, source));
}

function mutantsIn(file: string, { name, body }: CFunction, source: string): Mutant[] {
  const numbers = new Map<string, number>();
  return edits(body, source).map(({ operator, ...edit }) => {
    const number = (numbers.get(operator) ?? 0) + 1;
    numbers.set(operator, number);
    return { id: `${file}:${name}:${operator}:${number}`, function: name, operator, ...edit };
  });
}

/** The file with the change made. */
export function mutate(source: string, { start, end, replacement }: Mutant): string {
  return source.slice(0, start) + replacement + source.slice(end);
}

/** The change in a line: what stood there and what stands there now. */
export function describeMutant(source: string, { start, end, replacement }: Mutant): string {
  const shown = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);
  const [before, after] = [shown(source.slice(start, end)), shown(replacement)];
  return after === '' ? `'${before}' is left out` : `'${before}' becomes '${after}'`;
}
