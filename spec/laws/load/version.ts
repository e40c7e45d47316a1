import { plural } from '../../../vmstate/plural.ts';
import type { Rejected } from '../../../engine/engine.ts';
import { cloneMemory } from '../../../vmstate/host/memory.ts';
import { EINVAL } from '../../../vmstate/wire.ts';
import { wrongAnswer } from '../../answer.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import { sameMemory } from '../../differences/memory-differences.ts';
import { firstValueDifference } from '../../differences/values-differences.ts';

const id = 'load/version';

/** Part of law 9: a version outside the range is refused untouched. */
export const loadVersion: ProbingLaw = {
  id,
  title: 'a version that is too new or too old is rejected before anything is read',
  rules: ['VMS-VERSION-1', 'VMS-CODE-1', 'VMS-CODE-2'],
  every: 4,
  kind: 'probing',
  probe({ layout: { plan, destination, before }, stream, case: { seed, model } }, engine) {
    const { shape } = model;
    const { description } = plan;
    const tooOld = description.minimum_version_id - 1;
    const versionId = (seed & 1) === 0 && tooOld >= 0 ? tooOld : description.version_id + 1;
    const request = {
      description,
      memory: cloneMemory(destination),
      wire: stream,
      versionId,
      resave: false,
      model: { shape, values: before },
    };
    const told = { wire: stream, versionId, saved: model, before: request.model };
    const probe = { steps: [`load as version ${versionId}, which is ${versionId === tooOld ? 'too old' : 'too new'}`] };
    return andThen(engine.load(request), (load) => {
      if (load.status === 'unsupported') return 'skip';
      const expected = `rejected with ${EINVAL}, nothing read, nothing changed`;
      // To refuse it untouched is what must be done; with which code, and without a stream error, is what releases do.
      const left = load.status === 'rejected' ? load.left : null;
      const isUnseen = left !== null && left.consumed === 0 && isUntouched(left);
      if (load.status !== 'rejected' || load.code !== EINVAL)
        return {
          ...wrongAnswer(
            { law: id, rule: isUnseen ? 'VMS-CODE-1' : 'VMS-VERSION-1' },
            `load of version ${versionId}`,
            expected,
            load,
          ),
          load: told,
          probe,
        };
      if (isUnseen && left.streamError === 0) return null;
      const received =
        left === null
          ? 'no result after the rejection'
          : `${plural(left.consumed, 'byte')} read, stream error ${left.streamError}`;
      return {
        law: id,
        rule: isUnseen ? 'VMS-CODE-2' : 'VMS-VERSION-1',
        verdict: 'nonconform',
        summary: `load of version ${versionId} was rejected, but not before it had an effect`,
        evidence: { kind: 'answer', expected, received },
        load: told,
        probe,
      };
    });

    function isUntouched({ memory, values }: NonNullable<Rejected['left']>): boolean {
      if (values === undefined) return sameMemory(destination, memory);
      return (
        firstValueDifference({ shape, before, after: before, lengths: new Map(), unspecified: [] }, values) === null
      );
    }
  },
};
