import type { SourceLine } from './gcov.ts';

/** Lines of one function, numbered from `first`: text, count, branches. */
export function linesOfFunction(
  name: string,
  first: number,
  ...lines: readonly (readonly [text: string, count: number, ...branches: number[]])[]
): SourceLine[] {
  return lines.map(([text, count, ...branches], i) => ({ line: first + i, function: name, text, count, branches }));
}
