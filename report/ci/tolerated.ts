import { plural } from '../terminal/words.ts';

interface Group {
  readonly rule: string;
  readonly cases: number;
  readonly run: number;
}

/** Violations that do not decide, a line each. */
export function toleratedText(known: readonly Group[], outOfLevel: readonly Group[]): string {
  const violations = known.reduce((sum, { cases }) => sum + cases, 0);
  return [
    ...(known.length > 0 ? [`known failures: ${plural(violations, 'violation')}`] : []),
    ...outOfLevel.map(
      ({ rule, cases, run }) => `does not count at this level: ${rule}, ${plural(cases, 'case')} (run ${run})`,
    ),
  ].join('\n');
}
