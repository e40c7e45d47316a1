import { tooFew } from '../campaign/features.ts';
import type { Hello } from '../engine/engine.ts';
import { unknownFeatures, unknownText } from '../vmstate/host/features.ts';
import type { Io } from './io.ts';
import { usageProblem, type Problem } from './problem.ts';

/** A feature of a later suite is nobody's mistake, a misspelt one is never asked for: one line, and the run goes on. */
export function warnOfUnknown({ name, features }: Hello, { err }: Pick<Io, 'err'>): void {
  const unknown = unknownFeatures(features);
  if (unknown.length === 0) return;
  err(
    `vmstate-conformance: warning: ${name} lists features that this suite does not know and never asks for: ${unknownText(unknown)}\n`,
  );
}

/** An engine that can do so little that there is nothing to ask it. */
export function refuseTooFew(who: string, features: readonly string[]): Problem | null {
  const problem = tooFew(features);
  return problem === null ? null : usageProblem(`with the features of ${who} ${problem}`);
}
