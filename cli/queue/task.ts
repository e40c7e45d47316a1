import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { shrunkKey } from '../../campaign/fuzz/store.ts';
import type { FuzzTask } from '../../campaign/fuzz/task.ts';
import { formatKnownFailing } from '../../campaign/known-failing/update.ts';
import { parseKnownFailing } from '../../campaign/known-failing/parse.ts';
import { engineRecord } from '../../campaign/stream/parts.ts';
import type { EngineRecord } from '../../campaign/stream/record.ts';
import type { Hello } from '../../engine/engine.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { VERSION } from '../report-files.ts';
import { sha256OfText } from '../../vmstate/sha256.ts';

export const QUEUE_FORMAT = 'vmstate-conformance/queue/1';

/** The name of the queue in Redis. */
export const QUEUE = 'vmstate-conformance';

/** A task as the queue holds it (schemas/task.json). The engine is a name, never a command. */
export interface QueuedTask {
  readonly format: typeof QUEUE_FORMAT;
  readonly suite: string;
  readonly engine: string;
  readonly hello: EngineRecord;
  readonly plan: QueuedPlan;
  readonly task: FuzzTask;
}

interface QueuedPlan extends Pick<FuzzPlan, 'dialect' | 'seed' | 'chunk' | 'level'> {
  readonly laws: readonly string[];
  /** The text of the list of known failures. */
  readonly known: string | null;
}

export function queuedTask(engine: string, hello: Hello, plan: FuzzPlan, task: FuzzTask): QueuedTask {
  const { dialect, seed, chunk, level, laws, known } = plan;
  return {
    format: QUEUE_FORMAT,
    suite: VERSION,
    engine,
    hello: engineRecord(hello),
    plan: {
      dialect,
      seed,
      chunk,
      laws: laws.map(({ id }) => id),
      level,
      known: known === undefined ? null : formatKnownFailing(known),
    },
    task,
  };
}

/** The plan of a queued task; null: its list of known failures is damaged. */
export function planOfTask({ plan: { laws, known, ...rest } }: QueuedTask): FuzzPlan | null {
  const list = known === null ? undefined : parseKnownFailing(known, 'known failures');
  if (list !== undefined && 'problem' in list) return null;
  return { ...rest, laws: selectLaws(laws), known: list };
}

/** The same task of the same campaign has the same id: done twice, it counts once. */
export function taskId(queued: QueuedTask): string {
  const { task, ...campaign } = queued;
  const which = task.kind === 'chunk' ? `${task.range.first}-${task.range.runs}` : digest(shrunkKey(task.failure));
  return `${digest(JSON.stringify(campaign))}-${task.kind}-${which}`;
}

function digest(text: string): string {
  return sha256OfText(text).slice(0, 16);
}
