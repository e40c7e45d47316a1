import type { Violation } from '../spec/violation.ts';
import type { Level } from '../spec/rules/rules.ts';
import { isJudgedAt } from './level.ts';

/** When a run ends although there are cases left. */
export interface Limits {
  /** Failing cases of one law, rule and verdict. */
  readonly failures?: number | undefined;
  /** Cases of one law on which the engine hangs: each costs a whole timeout. */
  readonly hangs?: number | undefined;
  /** Faults of the engine that belong to no case: for each, every request in flight was sent again, in a process of its own. */
  readonly incidents?: number | undefined;
  /** Milliseconds. */
  readonly time?: number | undefined;
  /** Told how many failing cases of a kind there are so far: other processes may have more. */
  readonly onFailing?: ((finding: string, cases: number) => void) | undefined;
}

/** Ends a run when a limit is reached. */
export interface Limiter {
  readonly signal: AbortSignal;
  /** Why the run was ended, in words for the user; null: it was not. */
  readonly stopped: () => string | null;
  /** Told of every violation that nobody knew of, with its run. */
  readonly failed: (run: number, violation: Violation) => void;
  /** Told how many faults so far belong to no case. */
  readonly incidents: (count: number) => void;
  /** Told of every answer that was understood, right or wrong. */
  readonly understood: () => void;
  /** Lets go of its timer. */
  readonly close: () => void;
}

/**
 * Why a run ends that has so many failing cases alike. Their rule is left out: it is that of the cases
 * before shrinking, and the findings may name another cause.
 */
export function limitReached(kind: string, cases: number): string {
  const [what = kind] = kind.split(', ');
  return `${cases === 1 ? 'the first failing case' : `${cases} failing cases alike`}: ${what}`;
}

/** An engine that has answered nothing yet is not waited for so often. */
const MOST_OF_THE_SILENT = 2;

function mostHangs(limit: number | undefined, silent: boolean): number | undefined {
  return silent && limit !== undefined ? Math.min(limit, MOST_OF_THE_SILENT) : limit;
}

export function createLimiter({ failures, hangs, incidents, time, onFailing }: Limits, level: Level): Limiter {
  const controller = new AbortController();
  const counts = new Map<string, Set<string>>();
  let why: string | null = null;
  let silent = true;
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
      const limit = verdict === 'hung' ? mostHangs(hangs ?? failures, silent) : failures;
      // A breakdown breaks every law that asks: it is one finding, whichever law saw it.
      const finding = verdict === 'nonconform' ? `${law}, ${rule}` : `verdict ${verdict}`;
      // Several laws may see it in one case; each hang of one costs a timeout of its own.
      const seen = counts.get(finding) ?? new Set();
      counts.set(finding, seen.add(verdict === 'hung' ? `${run} ${law}` : `${run}`));
      const count = seen.size;
      onFailing?.(finding, count);
      if (limit !== undefined && count >= limit) stop(limitReached(finding, count));
    },
    incidents(count) {
      if (incidents !== undefined && count >= incidents) stop(`${count} engine faults that belong to no case`);
    },
    understood: () => {
      silent = false;
    },
    close: () => {
      clearTimeout(timer);
    },
  };
}
