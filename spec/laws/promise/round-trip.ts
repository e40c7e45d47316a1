import type { Cause } from '../../../oracle/load/decode.ts';
import { wrongAnswer } from '../../answer.ts';
import type { ObservingLaw } from '../../law.ts';

const id = 'promise/round-trip';

/** Refusals by the device's own hooks and checks. */
const intended: ReadonlySet<Cause> = new Set<Cause>([
  'hook',
  'positive hook',
  'must exist',
  'version',
  'element version',
  'object version',
  'tree version',
]);

/** A state that was saved can be loaded. */
export const promiseRoundTrip: ObservingLaw = {
  id,
  title: 'what was saved can be loaded, unless the device itself rejects it',
  rules: ['VMS-PROMISE-1'],
  every: 1,
  promise: true,
  kind: 'observing',
  judges: 'load',
  judge({ refused, decoded }, { save, load }) {
    if (refused !== null || save.status !== 'ok' || load.status === 'not-asked') return 'skip';
    if (decoded.verdict === 'rejected' && intended.has(decoded.cause)) return 'skip';
    return load.status === 'ok'
      ? null
      : wrongAnswer({ law: id, rule: 'VMS-PROMISE-1' }, 'load of what was saved', 'ok', load);
  },
};
