import type { Engine, LoadOutcome, MaybePromise, SaveOutcome } from '../engine/engine.ts';
import type { Need } from '../vmstate/host/features.ts';
import type { RuleId } from './rules/rules.ts';
import type { Subject } from './subject.ts';
import type { Violation } from './violation.ts';

/** A law's answer for one case: null conforms, `skip` does not apply. */
export type Finding = Violation | null | 'skip';

interface LawBase {
  /** Kebab-case; groups are parted by a slash (`equivalence/pointer`). */
  readonly id: string;
  /** What holds, in one short sentence. */
  readonly title: string;
  /** The rules it checks. */
  readonly rules: readonly RuleId[];
  /** `memory`: it is about the host's memory, which an engine that sees values knows nothing of. */
  readonly view?: 'memory' | undefined;
  /** Features without which no case is about it. */
  readonly needs?: readonly Need[] | undefined;
  /** It runs on every n-th case; 1: on all. */
  readonly every: number;
}

/** Judges what the engine did with the case's own save and load. */
export interface ObservingLaw extends LawBase {
  readonly kind: 'observing';
  judge(subject: Subject, observed: Observed): Finding;
}

/** Asks the engine something more. `saved` is what it answered, or will answer, to the case's own save. */
export interface ProbingLaw extends LawBase {
  readonly kind: 'probing';
  probe(subject: Subject, engine: Engine, saved: MaybePromise<SaveOutcome>): MaybePromise<Finding>;
}

export type Law = ObservingLaw | ProbingLaw;

/** What the engine answered to the case's own save and load. */
export interface Observed {
  readonly save: SaveOutcome;
  /** Whether the save was asked to measure: an engine need not be able to. */
  readonly measured: boolean;
  readonly load: LoadOutcome;
  /** Whether the load was asked for one more save. */
  readonly resaved: boolean;
}
