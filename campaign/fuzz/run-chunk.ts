import type { Engine } from '../../engine/engine.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { lawsFor } from '../features.ts';
import type { DirectedSearch } from '../directed/search.ts';
import { caseDocument } from '../failure-document.ts';
import { judgeCases, type LoopSettings } from '../judge-cases.ts';
import { newState } from '../state.ts';
import { chunkRecord } from '../stream/chunk-record.ts';
import type { ChunkRecord, FailureRecord, RunRange } from '../stream/record.ts';
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
  const { dialect, seed, level, known, directed } = plan;
  const { judged: laws } = lawsFor(engine.hello, plan.laws);
  const maker = plan.devices ?? generatorFor(engine.hello, dialect);
  const state = newState(laws, known, new Map());
  const before = engine.incidents?.length ?? 0;
  let begun = 0;
  const source = {
    first,
    count: runs,
    at: (run: number) => {
      begun = run + 1 - first;
      return directed === undefined ? caseOfRun(maker, seed, run) : directed.caseOf(run);
    },
  };
  const settings = { signal, onProgress, level, limits: { hangs: MOST_HANGS }, ...steering(engine, directed) };
  await judgeCases(source, { engine, laws }, state, settings);
  const incidents = (engine.incidents ?? []).slice(before);
  const record = (judged: number): ChunkRecord =>
    withCases(chunkRecord({ first, runs: judged, state, level, incidents }), directed);
  if (begun === runs || state.stopped !== null) return record(runs);
  return begun === 0 || state.statistics.cases < begun ? null : record(begun);
}

/** One case at a time where the engine says what it has reached: so that it is known which case that was. */
function steering(engine: Engine, directed: DirectedSearch | undefined): Pick<LoopSettings, 'window' | 'onJudged'> {
  const { coverage } = engine;
  if (directed === undefined || coverage === undefined) return {};
  return {
    window: 1,
    async onJudged(of, run) {
      const answer = await coverage();
      if (answer.status === 'ok') directed.reached(run, of, answer.edges);
    },
  };
}

/** Failures of mutants with their cases, which nothing else gives again. */
function withCases(chunk: ChunkRecord, directed: DirectedSearch | undefined): ChunkRecord {
  if (directed === undefined) return chunk;
  const failures = chunk.failures.map((failure): FailureRecord => {
    const mutant = failure.decides ? directed.mutantOf(failure.run) : null;
    return mutant === null ? failure : { ...failure, case: caseDocument(mutant) };
  });
  return { ...chunk, failures };
}
