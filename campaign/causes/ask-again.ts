import type { Engine } from '../../engine/engine.ts';
import type { CaseGenerator } from '../../generators/case-generator.ts';
import type { Law } from '../../spec/law.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { failureOf } from '../failure.ts';
import type { Matcher } from '../known-failing/matcher.ts';
import { decides } from '../law-result.ts';
import { evaluateLaws, shrinkFailure } from '../shrink.ts';
import { untilAborted } from '../until-aborted.ts';
import type { Investigator } from './investigator.ts';
import { BugDictionary, type CaseViolations } from './look-alikes.ts';

/**
 * How long all failures of a run may be shrunk, together: as long as it took to find them, but no
 * shorter and no longer than this. So a slow engine, or a busy machine, has as many attempts.
 */
const LEAST_MILLISECONDS = 20_000;
const MOST_MILLISECONDS = 120_000;

/** How much of that one failure may take. */
const SHARE_OF_ONE = 0.4;

/** Who is asked again, and about what. */
export interface AskAgain {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** All that judge the engine. */
  readonly laws: readonly Law[];
  readonly generator: CaseGenerator;
  readonly caseOf: (run: number) => Case;
  readonly level: Level;
  readonly matcher: Matcher;
  readonly signal: AbortSignal | undefined;
  /** How long the run took. */
  readonly milliseconds: number;
}

/** Looks into the failures of generated cases, which shrink. */
export function askAgain({
  engine,
  dialect,
  laws,
  generator,
  caseOf,
  level,
  matcher,
  signal,
  milliseconds,
}: AskAgain): Investigator {
  const { view } = engine.hello;
  const dictionary = new BugDictionary(dialect, view);
  // A hang is not shrunk: each attempt would cost a timeout.
  let left = Math.min(Math.max(milliseconds, LEAST_MILLISECONDS), MOST_MILLISECONDS);
  const budget = { milliseconds: left * SHARE_OF_ONE };
  const isOver = (): boolean => signal?.aborted === true || left <= 0;
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const done = await work();
    left -= performance.now() - begun;
    return done;
  };
  // A smaller case whose failure is known would explain another failure.
  const counts = (found: Violation, of: Case): boolean =>
    decides(found, level) && matcher.entriesFor(found.law, found.rule, of).length === 0;
  const judge = async (of: Case, laws: readonly Law[]): Promise<readonly Violation[]> => {
    // To ask once what else a case breaks costs little, and says which law tells it best; but an engine may hang.
    if (signal?.aborted === true || left < -LEAST_MILLISECONDS) return [];
    const found = await timed(async () => untilAborted(Promise.resolve(evaluateLaws(of, engine, laws)), signal, []));
    return found.filter((each) => each.verdict === 'nonconform' && counts(each, of));
  };
  return {
    caseOf,
    shrink({ law, of, violation }, accepts) {
      if (violation.verdict === 'hung' || isOver())
        return Promise.resolve({
          smallest: of,
          violation,
          shrinks: 0,
          repeats: null,
          outOfTime: violation.verdict !== 'hung',
        });
      return timed(() =>
        shrinkFailure(
          { of, violation },
          {
            generator,
            engine,
            law,
            signal,
            budget,
            counts: (found, smaller) => counts(found, smaller) && accepts(found),
          },
        ),
      );
    },
    judge,
    lookAlikes: (shown, among) =>
      signal?.aborted === true ? Promise.resolve([]) : dictionary.lookAlikes({ ...shown, counts }, among),
    possible(bugs) {
      const end = performance.now() + left;
      const isLate = (): boolean => signal?.aborted === true || performance.now() > end;
      const possible = dictionary.possible(bugs, { engine, laws, caseOf, counts, isOver: isLate });
      return timed(() => untilAborted(possible, signal, []));
    },
    explained(law, runs, by) {
      async function* cases(): AsyncGenerator<CaseViolations> {
        for (const run of runs) {
          const of = caseOf(run);
          // What there is no time for is not explained.
          yield { of, laws: [law], violations: isOver() ? [] : await judge(of, [law]), counts };
        }
      }
      return isOver() ? Promise.resolve(null) : timed(() => dictionary.explained(cases(), by));
    },
    tell: (law, run, shrunk) => failureOf({ law, view, run, original: caseOf(run) }, shrunk),
  };
}
