import { encode } from '../../../oracle/save/encode.ts';
import { expectBytes } from '../../expect/saved-bytes.ts';
import { valuesWith, withoutTree } from '../../hostile/no-tree.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'save/no-tree';
const rule = 'VMS-TREE-4';

/** A pointer to a tree that the device has not made: glib says that there are no nodes. */
export const saveNoTree: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['info:gtree'],
  title: 'a tree that is not there is saved as one without nodes',
  rules: [rule],
  every: 8,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout } = subject;
    if (!subject.savable || subject.refused !== null) return 'skip';
    const without = withoutTree(subject, layout.source);
    if (without === null) return 'skip';
    const model = { shape: of.model.shape, values: valuesWith(of.model.values, without.path, null) };
    return expectBytes(
      {
        law: id,
        rule,
        what: 'a tree that is not there',
        subject,
        description: layout.plan.description,
        memory: without.memory,
        model,
        wire: encode(model, of.dialect),
        step: 'let the pointer to a tree be NULL',
      },
      engine,
    );
  },
};
