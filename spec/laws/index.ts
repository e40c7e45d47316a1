import type { Law } from '../law.ts';
import { determinism } from './determinism.ts';
import { equivalences } from './equivalences.ts';
import { loadAltered } from './load-altered.ts';
import { loadConsumes } from './load-consumes.ts';
import { loadAllocation, loadFrame, loadValues } from './load-memory.ts';
import { loadSubsection, loadTruncated } from './load-hostile.ts';
import { loadLenient } from './load-lenient.ts';
import { loadOlder } from './load-older.ts';
import { loadVerdict } from './load-verdict.ts';
import { loadVersion } from './load-version.ts';
import { resave } from './resave.ts';
import { saveBytes } from './save-bytes.ts';
import { saveFrame } from './save-frame.ts';
import { saveMeasure } from './save-measure.ts';

/** Every law, in the order in which reports list them. */
export const laws: readonly Law[] = [
  saveBytes,
  saveMeasure,
  saveFrame,
  determinism,
  loadVerdict,
  loadValues,
  loadConsumes,
  resave,
  loadFrame,
  loadAllocation,
  loadVersion,
  loadOlder,
  loadLenient,
  loadTruncated,
  loadAltered,
  loadSubsection,
  ...equivalences,
];

/** The laws whose id matches one of the globs (`*` stands for anything); all without a glob. */
export function selectLaws(globs: readonly string[]): Law[] {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split('*').map(escape).join('.*')}$`));
  return laws.filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
