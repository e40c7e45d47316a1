import { placesText } from './missed-text.ts';
import type { CoverageSummary } from './summary.ts';

/** The least that a run must reach of a file, in percent. */
export interface Gate {
  readonly lines: number;
  readonly branches: number;
}

/** What keeps the gate shut, each in one line; none when it is open. */
export function gateFaults(
  { file, lines, reached, branches, taken, missed, stale }: CoverageSummary,
  gate: Gate,
): string[] {
  const unknown = missed
    .filter(({ why }) => why === null)
    .flatMap(({ places }) => places)
    .filter((place) => place.lines.length > 0)
    .map((place) => ({ ...place, forks: [] }));
  return [
    ...(100 * reached < gate.lines * lines
      ? [`${reached} of ${lines} lines are reached, fewer than ${gate.lines} %`]
      : []),
    ...(100 * taken < gate.branches * branches
      ? [`${taken} of ${branches} branches are taken, fewer than ${gate.branches} %`]
      : []),
    ...(unknown.length > 0 ? [`lines are not reached and not explained: ${placesText(unknown)}`] : []),
    ...stale,
  ].map((fault) => `${file}: ${fault}`);
}

/** What the cases must reach of each file; of those with few or foreign branches only lines. */
export const gates: readonly (Gate & { readonly file: string })[] = [
  { file: 'vmstate.c', lines: 97, branches: 95 },
  { file: 'vmstate-types.c', lines: 95, branches: 0 },
  { file: 'qemu-file.c', lines: 90, branches: 0 },
];
