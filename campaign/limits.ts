import type { Violation } from '../spec/violation.ts';
import type { Level } from '../spec/rules/rules.ts';
import { isJudgedAt } from './level.ts';

/** When a run ends although there are cases left. */
export interface Limits {
  /** Failing cases of one law, rule and verdict. */
  readonly failures?: number | undefined;
  /** Cases of one law on which the engine hangs: each costs a whole timeout. */
  readonly hangs?: number | undefined;
  /** Milliseconds. */
  readonly time?: number | undefined;
}

/** Ends a run when a limit is reached. */
export interface Limiter {
  readonly signal: AbortSignal;
  /** Why the run was ended, in words for the user; null: it was not. */
  readonly stopped: () => string | null;
  /** Told of every violation that nobody knew of, with its run. */
  readonly failed: (run: number, violation: Violation) => void;
  /** Lets go of its timer. */
  readonly close: () => void;
}

export function createLimiter({ failures, hangs, time }: Limits, level: Level): Limiter {
  const controller = new AbortController();
  const counts = new Map<string, Set<string>>();
  let why: string | null = null;
  const stop = (reason: string): void => {
    why ??= reason;
    controller.abort();
  };
  const timer =
    time === undefined
      ? undefined
      : setTimeout(() => {
          stop(`time limit reached: ${time / 1000} s`);
        }, time);
  return {
    signal: controller.signal,
    stopped: () => why,
    failed(run, { law, rule, verdict }) {
      if (verdict === 'unsupported' || (verdict === 'nonconform' && !isJudgedAt(level, rule))) return;
      const limit = verdict === 'hung' ? (hangs ?? failures) : failures;
      // A breakdown breaks every law that asks: it is one finding, whichever law saw it.
      const finding = verdict === 'nonconform' ? `${law}, ${rule}` : `verdict ${verdict}`;
      // Several laws may see it in one case; each hang of one costs a timeout of its own.
      const seen = counts.get(finding) ?? new Set();
      counts.set(finding, seen.add(verdict === 'hung' ? `${run} ${law}` : `${run}`));
      const count = seen.size;
      if (limit !== undefined && count >= limit)
        stop(`${count === 1 ? 'the first failing case' : `${count} failing cases`} of one finding: ${finding}`);
    },
    close: () => {
      clearTimeout(timer);
    },
  };
}
