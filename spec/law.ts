import type { Engine, LoadOutcome, MaybePromise, SaveOutcome } from '../engine/engine.ts';
import type { Need } from '../vmstate/host/features.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { appliesIn, type RuleId } from './rules/rules.ts';
import type { Subject } from './subject.ts';
import type { Violation } from './violation.ts';

/**
 * What a law says of one case: null when the case conforms, `skip` when the law does not apply to it,
 * `too-large` when the answer would have more memory than an engine is asked for.
 */
export type LawOutcome = Violation | null | 'skip' | 'too-large';

/** Whether an outcome is a violation. */
export function isViolation(outcome: LawOutcome): outcome is Violation {
  return typeof outcome === 'object' && outcome !== null;
}

interface LawBase {
  /** Kebab-case; groups are parted by a slash (`equivalence/pointer`). The law's file has the same name. */
  readonly id: string;
  /** What holds, in one short sentence. */
  readonly title: string;
  /** The rules it checks. */
  readonly rules: readonly RuleId[];
  /** `memory`: it is about the host's memory, which an engine that sees values does not have. */
  readonly view?: 'memory' | undefined;
  /** Features without which no case is about it. A law that needs `op:measure` judges saves with `measure`. */
  readonly needs?: readonly Need[] | undefined;
  /** The dialects in which cases can be about it; all in which one of its rules holds, unless told. */
  readonly dialects?: readonly Dialect[] | undefined;
  /** It requests a save of the case: cases whose save is undefined in the release are skipped. */
  readonly savable?: true | undefined;
  /** It holds the engine to what users of QEMU rely on, which releases are known to break; absent: to what a release does. */
  readonly promise?: true | undefined;
  /** Where it is broken, what the others say of the case means little: it names the cause. */
  readonly prior?: true | undefined;
  /**
   * It runs on every n-th case; 1: on all. Laws that only observe cost next to nothing and always
   * run. The others' rates come from `npm run bench schedule`, which measures what each tells alone
   * and costs. A law that a release aborts on costs a real engine a restart, and stays rare.
   */
  readonly every: number;
}

/** Judges what the engine did with the case's own save and load. */
export interface ObservingLaw extends LawBase {
  readonly kind: 'observing';
  /** Which of the two it judges: a failure of the load shows what was loaded. */
  readonly judges: 'save' | 'load';
  judge(subject: Subject, observed: Observed): LawOutcome;
}

/** Sends requests of its own. `saved` is what the engine answered, or will answer, to the case's own save. */
export interface ProbingLaw extends LawBase {
  readonly kind: 'probing';
  /** It requests what a release aborts on: the engine may die of it. */
  readonly aborts?: true | undefined;
  /** It is about how the input comes: a vector, which has a whole stream and one answer, cannot be about it. */
  readonly cut?: true | undefined;
  probe(subject: Subject, engine: Engine, saved: MaybePromise<SaveOutcome | NotAsked>): MaybePromise<LawOutcome>;
}

export type Law = ObservingLaw | ProbingLaw;

/** Whether cases of the dialect can be about the law. */
export function isAboutDialect({ dialects, rules }: Law, dialect: Dialect): boolean {
  return (dialects?.includes(dialect) ?? true) && rules.some((rule) => appliesIn(rule, dialect));
}

/** No request was sent, because the oracle defines no answer. */
export interface NotAsked {
  readonly status: 'not-asked';
}

/** What the engine answered to the case's own save and load. */
export interface Observed {
  readonly save: SaveOutcome | NotAsked;
  /** Whether the save request set `measure`: the operation is optional. */
  readonly measured: boolean;
  readonly load: LoadOutcome | NotAsked;
  /** Whether the load request asked for another save. */
  readonly resaved: boolean;
}
