import type { Engine } from '../../engine/engine.ts';
import { arbitraryFor, caseOfRun } from '../case-of-run.ts';
import { lawsFor } from '../features.ts';
import { judgeCases } from '../judge-cases.ts';
import { newState } from '../state.ts';
import { chunkRecord } from '../stream/chunk-record.ts';
import type { ChunkRecord, RunRange } from '../stream/record.ts';
import type { FuzzPlan } from './plan.ts';

/** Each hang costs a whole response timeout: after so many a chunk ends. */
const MOST_HANGS = 5;

export interface ChunkWatch {
  /** When aborted, the chunk ends early. */
  readonly signal: AbortSignal;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Judges the cases of a range, whatever fails. What comes of it depends on plan,
 * engine and range alone. A chunk that is ended early is the range of the runs
 * that were judged; null: they are none.
 */
export async function runChunk(
  engine: Engine,
  plan: FuzzPlan,
  { first, runs }: RunRange,
  { signal, onProgress }: ChunkWatch,
): Promise<ChunkRecord | null> {
  const { dialect, seed, level, known } = plan;
  const { judged: laws } = lawsFor(engine.hello, plan.laws);
  const maker = plan.devices ?? arbitraryFor(engine.hello, dialect);
  const state = newState(laws, known, new Map());
  const before = engine.incidents?.length ?? 0;
  let begun = 0;
  const source = {
    first,
    count: runs,
    at: (run: number) => {
      begun = run + 1 - first;
      return caseOfRun(maker, seed, run);
    },
  };
  await judgeCases(source, { engine, laws }, state, { signal, onProgress, level, limits: { hangs: MOST_HANGS } });
  const incidents = (engine.incidents ?? []).slice(before);
  if (begun === runs || state.stopped !== null) return chunkRecord({ first, runs, state, level, incidents });
  return begun === 0 || state.statistics.cases < begun
    ? null
    : chunkRecord({ first, runs: begun, state, level, incidents });
}
