import type { CampaignStore } from '../../campaign/fuzz/store.ts';
import type { TaskResult } from '../../campaign/fuzz/task.ts';

/** What ends a campaign before its last run. */
export interface FuzzLimits {
  /** Milliseconds; null: no limit. */
  readonly time: number | null;
  readonly maxFindings: number | null;
  readonly failFast: boolean;
}

/** The limits of a campaign that is running. */
export interface CampaignLimits {
  /** Aborted when no further chunk is to be judged. */
  readonly enough: AbortSignal;
  /** Aborted when nothing is to be done any more. */
  readonly ended: AbortSignal;
  readonly result: (result: TaskResult) => void;
  readonly close: () => void;
}

/** After the time is up, what has failed may still be shrunk for this part of it, at least for so long. */
const SHRINK_SHARE = 0.1;
const SHRINK_LEAST_MS = 30_000;

export function createLimits(
  { time, maxFindings, failFast }: FuzzLimits,
  store: CampaignStore,
  signal: AbortSignal,
): CampaignLimits {
  const enough = new AbortController();
  const over = new AbortController();
  const findings = new Set(store.shrunk().flatMap(({ finding }) => (finding === null ? [] : [finding.fingerprint])));
  const timers =
    time === null
      ? []
      : [
          setTimeout(() => {
            enough.abort();
          }, time),
          setTimeout(
            () => {
              over.abort();
            },
            time + Math.max(SHRINK_LEAST_MS, SHRINK_SHARE * time),
          ),
        ];
  const ended = AbortSignal.any([signal, over.signal]);
  return {
    enough: AbortSignal.any([ended, enough.signal]),
    ended,
    result(result) {
      if (result.kind === 'chunk') {
        if (failFast && result.chunk?.failures.some(({ decides }) => decides) === true) enough.abort();
        return;
      }
      if (result.finding !== null) findings.add(result.finding.fingerprint);
      if (maxFindings !== null && findings.size >= maxFindings) enough.abort();
    },
    close() {
      timers.forEach(clearTimeout);
    },
  };
}
