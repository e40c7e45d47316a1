import { expectLoad } from '../../expect/load.ts';
import { valuesWith, withoutTree } from '../../hostile/no-tree.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/no-tree';

/** The destination of a load may not have made a tree that the source has. */
export const loadNoTree: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['info:gtree'],
  title: 'nodes for a tree that is not there are read and lost',
  rules: ['VMS-TREE-4'],
  every: 16,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, stream } = subject;
    const without = withoutTree(subject, layout.destination);
    if (without === null) return 'skip';
    const { memory, path } = without;
    const { description } = layout.plan;
    return expectLoad(
      {
        law: id,
        rule: 'VMS-TREE-4',
        of,
        layout: { ...layout, destination: memory, before: valuesWith(layout.before, path, null) },
        description,
        wire: stream,
        versionId: description.version_id,
        steps: ['let the pointer of the destination to a tree be NULL'],
      },
      engine,
    );
  },
};
