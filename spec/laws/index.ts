import type { Law } from '../law.ts';
import { determinism } from './determinism.ts';
import { loadFailingHook, saveFailingHook } from './failing-hook.ts';
import { equivalences } from './equivalences.ts';
import { loadAfterFailure, loadTwiceLaw } from './load-again.ts';
import { loadAltered } from './load-altered.ts';
import { loadChecked } from './load-checked.ts';
import { loadConsumes } from './load-consumes.ts';
import { loadAllocation, loadFrame, loadValues } from './load-memory.ts';
import { loadSubsection, loadTruncated } from './load-hostile.ts';
import { loadLenient } from './load-lenient.ts';
import { loadOlder } from './load-older.ts';
import { loadSubsections } from './load-subsections.ts';
import { loadVerdict } from './load-verdict.ts';
import { loadVersion } from './load-version.ts';
import { pairBackward, pairForward } from './pairs.ts';
import { roundTripPromise, vmdescPromise } from './promises.ts';
import { resave } from './resave.ts';
import { saveBytes } from './save-bytes.ts';
import { saveFrame } from './save-frame.ts';
import { saveMeasure } from './save-measure.ts';
import { loadTrace, saveTrace } from './trace.ts';
import { saveVmdesc } from './vmdesc.ts';

/** Every law, in the order in which reports list them. */
export const laws: readonly Law[] = [
  saveBytes,
  saveMeasure,
  saveVmdesc,
  saveTrace,
  saveFailingHook,
  saveFrame,
  determinism,
  loadVerdict,
  loadValues,
  loadConsumes,
  resave,
  loadFrame,
  loadAllocation,
  loadTrace,
  loadFailingHook,
  loadTwiceLaw,
  loadAfterFailure,
  loadVersion,
  loadOlder,
  loadLenient,
  loadTruncated,
  loadAltered,
  loadChecked,
  loadSubsection,
  loadSubsections,
  pairForward,
  pairBackward,
  ...equivalences,
  roundTripPromise,
  vmdescPromise,
];

/** All but the promises, which real releases are known to break: what an engine that does as a release does must obey. */
export const lawsOfReleases: readonly Law[] = laws.filter(({ id }) => !id.startsWith('promise/'));

/** The laws whose id matches one of the globs (`*` stands for anything); all without a glob. */
export function selectLaws(globs: readonly string[]): Law[] {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split('*').map(escape).join('.*')}$`));
  return laws.filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
