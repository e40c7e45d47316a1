import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { decode } from '../../oracle/load/decode.ts';
import { settleValues } from '../../oracle/load/merge-untouched.ts';
import type { Finding, ProbingLaw } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { Subject } from '../subject.ts';
import { askLoad, expectedOf, judgeLoad, type Wanted } from './expected-load.ts';

/** Loads `first` and then the whole stream into what that left behind. */
function loadTwice(law: string, subject: Subject, first: Uint8Array, engine: Engine): MaybePromise<Finding> {
  const { case: of, layout, stream } = subject;
  const { description } = layout.plan;
  const { shape } = of.model;
  const before = decode(shape, layout.before, first, shape.version, of.dialect, layout.rooms);
  if (before.verdict === 'undefined') return 'skip';
  const wanted = { law, rule: 'VMS-LOAD-4', of, layout, description, versionId: shape.version } as const;
  return andThen(askLoad({ ...wanted, wire: first }, engine), (load) => {
    const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
    // What is wrong with the first load other laws say.
    if (left === null || (load.status === 'ok') !== (before.verdict === 'ok')) return 'skip';
    const into = { memory: left.memory, before: settleValues(layout.before, before.values, shape) };
    const second: Wanted = { ...wanted, wire: stream, into };
    const decoded = expectedOf(second);
    if (decoded.verdict === 'undefined') return 'skip';
    return andThen(askLoad(second, engine), (again) => judgeLoad(second, decoded, again));
  });
}

/** A second load goes by what the first one left: lists grow, AUTO_ALLOC has no room, everything else is replaced. */
export const loadTwiceLaw: ProbingLaw = {
  id: 'load/again',
  title: 'a second load into the same object ends as the oracle says',
  rules: ['VMS-LOAD-4', 'VMS-LIST-2', 'VMS-TREE-2', 'VMS-BYTES-1', 'VMS-ALLOC-1'],
  every: 16,
  kind: 'probing',
  probe: (subject, engine) => loadTwice('load/again', subject, subject.stream, engine),
};

/** What a refused load left behind is as good a destination as any. */
export const loadAfterFailure: ProbingLaw = {
  id: 'load/after-failure',
  title: 'a load into what a refused load left behind ends as the oracle says',
  rules: ['VMS-LOAD-4'],
  every: 16,
  kind: 'probing',
  probe(subject, engine) {
    const { wire, case: of } = subject;
    if (wire.length === 0) return 'skip';
    return loadTwice('load/after-failure', subject, wire.subarray(0, (of.seed >>> 4) % wire.length), engine);
  },
};
