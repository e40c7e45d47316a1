import type { Dialect } from '../../vmstate/dialect.ts';
import { callText } from '../../vmstate/hooks.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { saveOutcome, type ExpectedSave } from './outcome.ts';

export interface ShownSave extends Omit<ExpectedSave, 'trace'> {
  readonly trace: readonly string[];
  /** Only that of an info: most saves end by a hook. */
  readonly cause?: 'info';
}

/** The outcome of a save with each call as its line. */
export function shownSave(model: Model, dialect: Dialect): ShownSave {
  const outcome = saveOutcome(model, dialect);
  const trace = outcome.trace.map(callText);
  if (outcome.verdict !== 'rejected') return { ...outcome, trace };
  const { verdict, code, cause } = outcome;
  return { verdict, code, trace, ...(cause === 'info' ? { cause } : {}) };
}
