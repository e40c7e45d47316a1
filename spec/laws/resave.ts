import { sameBytes } from '../bytes.ts';
import type { ObservingLaw } from '../law.ts';
import { differentBytes } from './save-bytes.ts';

/** Law 4: what was loaded saves as what was saved. */
export const resave: ObservingLaw = {
  id: 'load/resave',
  title: 'save, load and save again write the same bytes',
  rules: ['VMS-LOAD-1', 'VMS-EXIST-1', 'VMS-NULL-2', 'VMS-AUTO-2', 'VMS-ALLOC-1'],
  every: 1,
  kind: 'observing',
  judge(subject, { load }) {
    if (subject.decoded.verdict !== 'ok' || load.status !== 'ok' || load.resaved === null) return 'skip';
    return sameBytes(load.resaved, subject.wire) ? null : differentBytes('load/resave', subject, load.resaved, 'load');
  },
};
