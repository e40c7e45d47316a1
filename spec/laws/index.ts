import type { Law } from '../law.ts';
import { equivalenceArrayOfPointerSize } from './equivalence/array-of-pointer-size.ts';
import { equivalenceArrayOfPointer } from './equivalence/array-of-pointer.ts';
import { equivalenceFlatten } from './equivalence/flatten.ts';
import { equivalencePointer } from './equivalence/pointer.ts';
import { equivalenceVarray } from './equivalence/varray.ts';
import { loadAbort } from './load/abort.ts';
import { loadAbsent } from './load/absent.ts';
import { loadAfterError } from './load/after-error.ts';
import { loadAfterFailure } from './load/after-failure.ts';
import { loadAgain } from './load/again.ts';
import { loadAllocation } from './load/allocation.ts';
import { loadAltered } from './load/altered.ts';
import { loadChecked } from './load/checked.ts';
import { loadChunked } from './load/chunked.ts';
import { loadConsumes } from './load/consumes.ts';
import { loadFailingHook } from './load/failing-hook.ts';
import { loadFailingInfo } from './load/failing-info.ts';
import { loadFrame } from './load/frame.ts';
import { loadHooks } from './load/hooks.ts';
import { loadLenient } from './load/lenient.ts';
import { loadNoTree } from './load/no-tree.ts';
import { loadObjects } from './load/objects.ts';
import { loadOlderVersion } from './load/older-version.ts';
import { loadOverlay } from './load/overlay.ts';
import { loadOversized } from './load/oversized.ts';
import { loadResave } from './load/resave.ts';
import { loadSlotsOfBytes } from './load/slots-of-bytes.ts';
import { loadSubsectionsLaw } from './load/subsections.ts';
import { loadTreeOrder } from './load/tree-order.ts';
import { loadMessage } from './load/message.ts';
import { loadTruncated } from './load/truncated.ts';
import { loadUnknownSubsection } from './load/unknown-subsection.ts';
import { loadValues } from './load/values.ts';
import { loadVerdict } from './load/verdict.ts';
import { loadVersion } from './load/version.ts';
import { pairBackward } from './pair/backward.ts';
import { pairForward } from './pair/forward.ts';
import { promiseChunked } from './promise/chunked.ts';
import { promisePostSave } from './promise/post-save.ts';
import { promiseRoundTrip } from './promise/round-trip.ts';
import { promiseVmdesc } from './promise/vmdesc.ts';
import { saveAbort } from './save/abort.ts';
import { saveBytes } from './save/bytes.ts';
import { saveDeterminism } from './save/determinism.ts';
import { saveFailingHook } from './save/failing-hook.ts';
import { saveFailingInfo } from './save/failing-info.ts';
import { saveFrame } from './save/frame.ts';
import { saveHooks } from './save/hooks.ts';
import { saveMeasure } from './save/measure.ts';
import { saveNoTree } from './save/no-tree.ts';
import { saveObjects } from './save/objects.ts';
import { saveOverlay } from './save/overlay.ts';
import { saveOversized } from './save/oversized.ts';
import { saveSlotsOfBytes } from './save/slots-of-bytes.ts';
import { saveVmdesc } from './save/vmdesc.ts';
import { saveMessage } from './save/message.ts';
import { saveWritten } from './save/written.ts';

/** Every law, in the order in which reports list them. */
export const allLaws: readonly Law[] = [
  saveBytes,
  saveMeasure,
  saveVmdesc,
  saveHooks,
  saveObjects,
  saveFailingHook,
  saveFailingInfo,
  saveFrame,
  saveDeterminism,
  saveAbort,
  saveWritten,
  saveMessage,
  saveOversized,
  saveOverlay,
  saveNoTree,
  saveSlotsOfBytes,
  loadVerdict,
  loadValues,
  loadConsumes,
  loadResave,
  loadFrame,
  loadAllocation,
  loadHooks,
  loadObjects,
  loadFailingHook,
  loadFailingInfo,
  loadAgain,
  loadAfterFailure,
  loadAfterError,
  loadVersion,
  loadOlderVersion,
  loadLenient,
  loadTreeOrder,
  loadNoTree,
  loadSlotsOfBytes,
  loadTruncated,
  loadMessage,
  loadChunked,
  loadAltered,
  loadAbsent,
  loadAbort,
  loadChecked,
  loadOversized,
  loadOverlay,
  loadUnknownSubsection,
  loadSubsectionsLaw,
  pairForward,
  pairBackward,
  equivalencePointer,
  equivalenceVarray,
  equivalenceFlatten,
  equivalenceArrayOfPointer,
  equivalenceArrayOfPointerSize,
  promiseRoundTrip,
  promiseVmdesc,
  promiseChunked,
  promisePostSave,
];

/** All laws but the promises, which real releases are known to break: what an engine that behaves like a release obeys. */
export const lawsOfReleases: readonly Law[] = allLaws.filter(({ promise }) => promise !== true);

/** The laws whose id matches one of the globs (`*` stands for anything); all without a glob. */
export function selectLaws(globs: readonly string[]): Law[] {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split('*').map(escape).join('.*')}$`));
  return allLaws.filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
