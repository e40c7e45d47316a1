import { layoutSource } from '../../../layout/layout.ts';
import { expectSave } from '../../expect/save.ts';
import { withFailingInfo } from '../../hooks/failing-info.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'save/failing-info';

/** Law 10, of infos: what a put that does not return 0 does to the save around it. */
export const saveFailingInfo: ProbingLaw = {
  id,
  needs: ['op:trace', 'info:failing'],
  title: 'an info whose put returns a failure, at any depth, ends the save as the oracle says',
  rules: ['VMS-INFO-2', 'VMS-INFO-3', 'VMS-CODE-3'],
  every: 4,
  savable: true,
  kind: 'probing',
  probe({ case: original }, engine) {
    const of = withFailingInfo(original, 'put');
    if (of === null) return 'skip';
    const { plan, source } = layoutSource(of);
    return expectSave(
      { law: id, model: of.model, dialect: of.dialect, description: plan.description, source, of },
      engine,
    );
  },
};
