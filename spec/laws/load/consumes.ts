import type { ObservingLaw } from '../../law.ts';

const id = 'load/consumes';

/** Law 5: a load takes exactly the stream. */
export const loadConsumes: ObservingLaw = {
  id,
  title: 'a load consumes exactly the bytes of the state',
  rules: ['VMS-LOAD-2', 'VMS-LOAD-3'],
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge({ decoded }, { load }) {
    if (decoded.verdict === 'undefined') return 'skip';
    const received =
      load.status === 'ok' ? load.consumed : load.status === 'rejected' ? (load.left?.consumed ?? 0) : null;
    if (received === null || (load.status === 'ok') !== (decoded.verdict === 'ok')) return 'skip';
    if (received === decoded.consumed) return null;
    return {
      law: id,
      rule: decoded.verdict === 'ok' ? 'VMS-LOAD-2' : 'VMS-LOAD-3',
      verdict: 'nonconform',
      summary: `the load consumed ${received} bytes instead of ${decoded.consumed}`,
      evidence: { kind: 'number', path: '', what: 'bytes taken', expected: decoded.consumed, received },
    };
  },
};
