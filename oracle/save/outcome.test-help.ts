import type { Dialect } from '../../vmstate/dialect.ts';
import { callText } from '../../vmstate/hooks.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { saveOutcome, type ExpectedSave } from './outcome.ts';

export interface ShownSave extends Omit<ExpectedSave, 'trace'> {
  readonly trace: readonly string[];
}

/** The outcome of a save with each call as its line. */
export function shownSave(model: Model, dialect: Dialect): ShownSave {
  const outcome = saveOutcome(model, dialect);
  return { ...outcome, trace: outcome.trace.map(callText) };
}
