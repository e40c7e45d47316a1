import type { TaskResult } from '../../campaign/fuzz/task.ts';
import { coverable, createCoverage, type Coverage, type Covered } from '../../campaign/stream/coverage.ts';
import type { RunRange } from '../../campaign/stream/record.ts';
import { UNTIL_STOPPED, type FuzzPlan } from '../../campaign/fuzz/plan.ts';
import type { CampaignStore } from '../../campaign/fuzz/store.ts';
import { coveredText } from '../../report/terminal/findings.ts';
import type { Io } from '../io.ts';

/** Shows how a campaign goes on: a line that changes on a terminal, a line a minute elsewhere. */
export interface FuzzProgress {
  /** The cases that a runner has judged in the chunk it is at. */
  readonly tell: (runner: object, done: number) => void;
  readonly result: (result: TaskResult) => void;
  readonly end: () => void;
}

export interface FuzzGoal {
  /** Cases in all; null: as many as fit into the time. */
  readonly cases: number | null;
  /** Milliseconds; null: no limit. */
  readonly time: number | null;
  /** Cases that an earlier run has judged. */
  readonly before: number;
  /** What it has covered. */
  readonly coverage: Coverage;
  readonly coverable: Covered;
}

/** What a campaign of these options is about. */
export async function goalOf(
  { plan, range, time }: { readonly plan: FuzzPlan; readonly range: RunRange; readonly time: number | null },
  store: CampaignStore,
): Promise<FuzzGoal> {
  const { dialect } = plan;
  const laws = plan.laws.map(({ id }) => id);
  const coverage = createCoverage(dialect, laws);
  let before = 0;
  for await (const chunk of store.chunks()) {
    before += chunk.cases;
    coverage.add(coverage.marksOf(chunk));
  }
  return {
    cases: range.runs === UNTIL_STOPPED ? null : range.runs,
    time,
    before,
    coverage,
    coverable: coverable(dialect, laws),
  };
}

const TERMINAL_MS = 250;
const LOG_MS = 60_000;

export function createFuzzProgress(io: Pick<Io, 'progress' | 'err'>, goal: FuzzGoal): FuzzProgress {
  const begun = performance.now();
  const { coverage, before } = goal;
  const findings = new Set<string>();
  const inChunk = new Map<object, number>();
  let finished = 0;
  const line = (): string => {
    const now = finished + [...inChunk.values()].reduce((sum, n) => sum + n, 0);
    const passed = performance.now() - begun;
    const rate = passed === 0 ? 0 : (1000 * now) / passed;
    const total = before + now;
    const of = goal.cases === null ? '' : ` of ${goal.cases}`;
    return [
      `${total}${of} cases`,
      `${Math.round(rate)}/s`,
      ...coveredText(coverage.covered(), goal.coverable),
      findings.size === 0 ? 'no findings' : `findings ${findings.size}`,
      ...leftText(goal, { total, rate, passed }),
    ].join(', ');
  };
  const show = io.progress;
  const timer = setInterval(
    () => {
      if (show === null) io.err(`${line()}\n`);
      else show(line());
    },
    show === null ? LOG_MS : TERMINAL_MS,
  );
  return {
    tell: (runner, done) => inChunk.set(runner, done),
    result(result) {
      if (result.kind === 'shrink') {
        if (result.finding !== null) findings.add(result.finding.fingerprint);
        return;
      }
      inChunk.clear();
      if (result.chunk === null) return;
      finished += result.chunk.cases;
      coverage.add(coverage.marksOf(result.chunk));
    },
    end() {
      clearInterval(timer);
      show?.(null);
    },
  };
}

interface Pace {
  readonly total: number;
  readonly rate: number;
  readonly passed: number;
}

function leftText({ cases, time }: FuzzGoal, { total, rate, passed }: Pace): string[] {
  const byCases = cases === null || rate === 0 ? Infinity : (cases - total) / rate;
  const byTime = time === null ? Infinity : (time - passed) / 1000;
  const left = Math.min(byCases, byTime);
  return left === Infinity ? [] : [`${clockText(Math.max(0, left))} left`];
}

/** `1:02:03`, `2:03` */
function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
