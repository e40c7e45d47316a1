import type { MaybePromise } from '../../engine/engine.ts';
import { layoutSource } from '../../layout/layout.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Need } from '../../vmstate/host/features.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { wrongAnswer } from '../answer.ts';
import { sameBytes } from '../differences/bytes.ts';
import type { LawOutcome, ProbingLaw } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import { differentBytes } from '../differences/save-bytes.ts';

/** The same state said in another way. */
export interface Restated {
  readonly description: VMStateDescription;
  readonly memory: Memory;
  /** Absent: it can be said in memory only. */
  readonly model?: Model;
}

interface Equivalence {
  readonly id: string;
  readonly title: string;
  readonly rule: RuleId;
  readonly view?: 'memory';
  readonly needs: readonly Need[];
  readonly every: number;
  readonly restate: (subject: Subject) => Restated | null;
}

/** Law 12: two ways to say the same state write the same bytes. No oracle has a say in it. */
export function equivalence({ id, title, rule, view, needs, every, restate }: Equivalence): ProbingLaw {
  return {
    id,
    title,
    rules: [rule],
    view,
    needs,
    every,
    savable: true,
    kind: 'probing',
    probe(subject, engine, saved): MaybePromise<LawOutcome> {
      const other = restate(subject);
      if (other === null) return 'skip';
      const again = engine.save({ ...other, measure: false, returnMemory: false });
      return andThen(saved, (first) =>
        andThen(again, (second) => {
          if (first.status !== 'ok') return 'skip';
          if (second.status !== 'ok')
            return wrongAnswer({ law: id, rule }, 'save of the same state in an equivalent form', 'ok', second);
          if (sameBytes(first.wire, second.wire)) return null;
          return {
            ...differentBytes(id, subject, second.wire, 'save'),
            rule,
            evidence: { kind: 'bytes', expected: first.wire, received: second.wire, spans: [] },
          };
        }),
      );
    },
  };
}

/** Lays out another model of the same state. */
export function layoutAgain({ case: of }: Subject, model: Model | null): Restated | null {
  if (model === null) return null;
  const { plan, source } = layoutSource({ ...of, model });
  return { description: plan.description, memory: source, model };
}
