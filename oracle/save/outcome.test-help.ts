import type { Dialect } from '../../vmstate/dialect.ts';
import { callText } from '../../vmstate/hooks.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { saveOutcome, type ExpectedSave } from './outcome.ts';

export interface ShownSave extends Omit<ExpectedSave, 'trace' | 'objects'> {
  readonly trace: readonly string[];
  /** Only that of an info: most saves end by a hook. */
  readonly cause?: 'info';
  readonly why?: string;
}

/** The outcome of a save with each call as its line. */
export function shownSave(model: Model, dialect: Dialect): ShownSave {
  const outcome = saveOutcome(model, dialect);
  const trace = outcome.trace.map(callText);
  if (outcome.verdict === 'ok') return { verdict: outcome.verdict, code: outcome.code, trace };
  if (outcome.verdict === 'undefined') return { verdict: outcome.verdict, code: 0, why: outcome.why, trace };
  const { verdict, code, cause } = outcome;
  return { verdict, code, trace, ...(cause === 'info' ? { cause } : {}) };
}
