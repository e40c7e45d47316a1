import { tooFew } from '../campaign/features.ts';
import type { Hello } from '../engine/engine.ts';
import { unknownFeatures, unknownText } from '../vmstate/host/features.ts';
import type { Io } from './io.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** Warns of features that this suite does not know. It never asks for them: a misspelt feature is never tested. */
export function warnOfUnknown({ name, features }: Hello, { err }: Pick<Io, 'err'>): void {
  const unknown = unknownFeatures(features);
  if (unknown.length === 0) return;
  err(
    `vmstate-conformance: warning: ${name} lists features that this suite does not know and never requests: ${unknownText(unknown)}\n`,
  );
}

/** A problem if an engine supports too little for any case to be generated. */
export function refuseTooFew(who: string, features: readonly string[]): CommandProblem | null {
  const problem = tooFew(features);
  return problem === null ? null : usageProblem(`with the features of ${who} ${problem}`);
}
