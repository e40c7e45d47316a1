import { expectLoad } from '../../expect/load.ts';
import { withFailingInfo } from '../../hooks/failing-info.ts';
import { layoutOfChanged } from '../../hooks/layout-of-changed.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/failing-info';

/** Law 10, of infos: what a get that does not return 0 does to the load around it. */
export const loadFailingInfo: ProbingLaw = {
  id,
  needs: ['info:failing'],
  title: 'an info whose get returns a failure, at any depth, ends the load as the oracle says',
  rules: ['VMS-INFO-1', 'VMS-LOAD-4'],
  every: 4,
  kind: 'probing',
  probe(subject, engine) {
    const of = withFailingInfo(subject.case, 'get');
    if (of === null) return 'skip';
    const laid = layoutOfChanged(of, subject, engine);
    const { description } = laid.plan;
    const wire = subject.stream;
    const versionId = description.version_id;
    return expectLoad(
      { law: id, rule: 'VMS-INFO-1', of, saved: of.model, layout: laid, description, wire, versionId },
      engine,
    );
  },
};
