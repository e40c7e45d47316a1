import type { MissedPlace, CoverageSummary } from './summary.ts';

/** What of a file was not reached, and why. */
export function missedText({ file, missed, leftOut }: CoverageSummary): string {
  const lines = missed.flatMap(({ places, why }) => [`  ${placesText(places)}`, `    ${why ?? 'not explained'}`]);
  const more = leftOut === 0 ? [] : [`  ${leftOut} lines of functions that cannot be driven alone are not counted`];
  return [`${file}: ${missed.length === 0 ? 'all was reached' : 'not reached'}`, ...lines, ...more].join('\n');
}

/** `vmstate_save_field (591-592, branches of 590)`. */
export function placesText(places: readonly MissedPlace[]): string {
  return places
    .map(({ function: name, lines, forks }) => `${name} (${[...lineText(lines), ...forkText(forks)].join(', ')})`)
    .join(', ');
}

function lineText(lines: readonly number[]): string[] {
  return lines.length === 0 ? [] : [rangesText(lines)];
}

function forkText(forks: readonly number[]): string[] {
  return forks.length === 0 ? [] : [`branches of ${forks.join(', ')}`];
}

/** `12-14, 20`. */
export function rangesText(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
