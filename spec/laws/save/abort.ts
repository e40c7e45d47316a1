import type { Engine, MaybePromise } from '../../../engine/engine.ts';
import { layoutSource } from '../../../layout/layout.ts';
import { requiredPointers } from '../../../layout/required-pointers.ts';
import { saveOutcome } from '../../../oracle/save/outcome.ts';
import type { Case } from '../../../vmstate/case/case.ts';
import { cloneMemory, writePointer } from '../../../vmstate/host/memory.ts';
import { drawPointer, expectNoSuccess, hasByteArray, isJudged, ruleOfNull } from '../../expect/abort.ts';
import { countFields, withAbsent } from '../../hostile/absent.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';
import type { Subject } from '../../subject.ts';

const id = 'save/abort';

/** All that is asked is whether it ends. */
const plain = { measure: false, returnMemory: false, mayAbort: true } as const;

/** Where a release aborts, an engine may refuse the save or die, but it does not say that it saved something. */
export const saveAbort: ProbingLaw = {
  id,
  title: 'a save that the release aborts is rejected, or ends the engine',
  rules: ['VMS-ABORT-1', 'VMS-ABORT-2', 'VMS-ABORT-4', 'VMS-HOOK-2'],
  every: 8,
  kind: 'probing',
  aborts: true,
  probe(subject, engine) {
    const { case: of } = subject;
    const rare = hasByteArray(of.model);
    if (!isJudged(of.seed, rare)) return 'skip';
    if (!subject.savable) return probeSave('VMS-HOOK-2', of, engine);
    const wanted =
      (rare || (of.seed & 64) === 0) && engine.hello.view === 'memory' ? withoutPointer(subject, engine) : 'skip';
    return wanted === 'skip' ? withoutField(of, engine) : wanted;
  },
};

function probeSave(rule: RuleId, of: Case, engine: Engine): MaybePromise<LawOutcome> {
  const { plan, source } = layoutSource(of);
  const { description } = plan;
  const answer = engine.save({ description, memory: source, ...plain, model: of.model });
  return expectNoSuccess({ law: id, rule }, 'save', answer);
}

/** A field at any depth must exist and does not. */
function withoutField(of: Case, engine: Engine): MaybePromise<LawOutcome> {
  const { features } = engine.hello;
  if (!features.includes('VMS_MUST_EXIST') || !features.includes('part:field_exists')) return 'skip';
  const { model, seed, dialect } = of;
  const shape = withAbsent(model.shape, (seed >>> 3) % Math.max(1, countFields(model.shape)));
  const changed = { ...of, model: { ...model, shape } };
  if (saveOutcome(changed.model, dialect).verdict !== 'undefined') return 'skip';
  return probeSave('VMS-ABORT-1', changed, engine);
}

/** A pointer to elements or to a byte array, at any depth, is NULL. */
function withoutPointer({ case: of, layout, refused }: Subject, engine: Engine): MaybePromise<LawOutcome> {
  if (refused !== null) return 'skip';
  const { plan, source } = layout;
  const slots = requiredPointers(plan, of.model.values, { memory: source, loading: false });
  const pointer = drawPointer(slots, of.seed >>> 3);
  if (pointer === undefined) return 'skip';
  const memory = cloneMemory(source);
  writePointer(memory, pointer.at, null);
  const answer = engine.save({ description: plan.description, memory, ...plain });
  return expectNoSuccess({ law: id, rule: ruleOfNull(pointer) }, `save of a NULL pointer to ${pointer.to}`, answer);
}
