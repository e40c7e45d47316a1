import { encode } from '../../../oracle/save/encode.ts';
import { mapTrees, type Model, type Value } from '../../../vmstate/model/model.ts';
import { expectLoad } from '../../expect/load.ts';
import { isViolation, type ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'load/tree-order';

/** A load puts nodes where their keys belong, whatever their order in the stream, and takes a key that comes twice. */
export const loadTreeOrder: ProbingLaw = {
  id,
  title: 'nodes of a tree may come in any order and with equal keys',
  rules: ['VMS-TREE-2', 'VMS-TREE-3'],
  every: 8,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout } = subject;
    const sent = inDisorder(of.model);
    if (sent === null) return 'skip';
    const { description } = layout.plan;
    const versionId = description.version_id;
    const wire = encode(sent, of.dialect);
    const wanted = { law: id, rule: 'VMS-TREE-3', of, layout, description, wire, versionId, saved: sent } as const;
    return andThen(expectLoad(wanted, engine), (found) =>
      isViolation(found) && found.rule === 'VMS-TREE-2' ? { ...found, rule: 'VMS-TREE-3' } : found,
    );
  },
};

/** The nodes of each tree backwards, and the first key of these once more, with the last value; null: there are none. */
function inDisorder({ shape, values }: Model): Model | null {
  let count = 0;
  const sent = mapTrees(shape, values, (_tree, nodes) => {
    const first = nodes.at(-1);
    const last = nodes[0];
    const backwards: Value[] = nodes.toReversed();
    if (!Array.isArray(first) || !Array.isArray(last)) return backwards;
    count++;
    return [...backwards, [first[0] ?? null, last[1] ?? null]];
  });
  return count > 0 ? { shape, values: sent } : null;
}
