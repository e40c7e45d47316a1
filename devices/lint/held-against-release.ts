import { Draw } from '../../random/draw.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { flagNames, flagValue } from '../../vmstate/host/flags.ts';
import { setOfDescription } from '../set/from-description.ts';
import { lintSet } from './lint.ts';
import { randomDescription, type RandomDescription } from './random-description.ts';

/** What a release's own check says of a description: what it asserts, or null. */
export type ReleaseCheck = (description: RandomDescription) => Promise<string | null>;

/** A description of which lint and the release say different things. */
export interface LintDifference {
  readonly description: RandomDescription;
  /** The checks of lint that say 'refused'. */
  readonly lint: readonly string[];
  readonly release: string | null;
}

export interface LintTrial {
  readonly dialect: Dialect;
  readonly pointerSize: 4 | 8;
  readonly runs: number;
  readonly seed: number;
  readonly check: ReleaseCheck;
}

export interface LintTrialResult {
  readonly refused: number;
  readonly differences: readonly LintDifference[];
}

/** The stream of random numbers from which descriptions are drawn. */
const STREAM = 41;

/** Holds what lint says QEMU refuses against what it does refuse, on random right and wrong descriptions. */
export async function heldAgainstRelease({
  dialect,
  pointerSize,
  runs,
  seed,
  check,
}: LintTrial): Promise<LintTrialResult> {
  const flags = new Set<string>(flagNames.filter((name) => flagValue(dialect, name) !== undefined));
  const differences: LintDifference[] = [];
  let refused = 0;
  for (let run = 0; run < runs; run++) {
    const description = randomDescription(new Draw(seed + run, STREAM), flags);
    const found = lintSet(setOfDescription(description, { kind: 'description', file: 'random' }), {
      dialect,
      pointerSize,
    });
    const lint = found.filter(({ severity }) => severity === 'refused').map(({ id, path }) => `${id} ${path}`);
    const release = await check(description);
    if (release !== null) refused++;
    if (lint.length > 0 !== (release !== null)) differences.push({ description, lint, release });
  }
  return { refused, differences };
}
