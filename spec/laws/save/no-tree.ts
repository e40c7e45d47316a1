import { encode } from '../../../oracle/save/encode.ts';
import { wrongAnswer } from '../../answer.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { differentBytes } from '../../differences/save-bytes.ts';
import { valuesWith, withoutTree } from '../../hostile/no-tree.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'save/no-tree';
const rule = 'VMS-TREE-4';

/** A pointer to a tree that the device has not made: glib says that there are no nodes. */
export const saveNoTree: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['info:gtree'],
  title: 'a tree that is not there is saved as one without nodes',
  rules: [rule],
  every: 4,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout } = subject;
    const { dialect } = of;
    if (!subject.savable || subject.refused !== null) return 'skip';
    const without = withoutTree(subject, layout.source);
    if (without === null) return 'skip';
    const model = { shape: of.model.shape, values: valuesWith(of.model.values, without.path, null) };
    const { description } = layout.plan;
    const wire = encode(model, dialect);
    const asked = { description, memory: without.memory, measure: false, returnMemory: false, model };
    const probe = { device: { model, description }, steps: ['let the pointer to a tree be NULL'] };
    return andThen(engine.save(asked), (save): LawOutcome => {
      if (save.status === 'unsupported') return 'skip';
      if (save.status !== 'ok')
        return { ...wrongAnswer({ law: id, rule }, 'save of a tree that is not there', 'ok', save), probe };
      if (sameBytes(save.wire, wire)) return null;
      return { ...differentBytes(id, { ...subject, case: { ...of, model } }, save.wire, 'save'), rule, probe };
    });
  },
};
