import { differentWritten } from '../../differences/written-bytes.ts';
import type { ObservingLaw } from '../../law.ts';
import { saveBytes } from './bytes.ts';

const id = 'save/written';

/** What is in the stream when a save is refused. */
export const saveWritten: ObservingLaw = {
  id,
  needs: ['op:written', ['part:hooks', 'info:failing']],
  title: 'a save that is refused leaves the bytes of the oracle in the stream',
  rules: ['VMS-CODE-3', ...saveBytes.rules],
  every: 1,
  kind: 'observing',
  judges: 'save',
  judge({ case: { model, dialect }, refused }, { save }) {
    if (refused === null || save.status !== 'rejected') return 'skip';
    return differentWritten(id, { model, dialect }, save.written);
  },
};
