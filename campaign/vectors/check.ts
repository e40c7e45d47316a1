import type { Engine } from '../../engine/engine.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import { judgeLoad, judgeSave, type Judgement } from './judge.ts';
import type { ReadFile, ReadVector } from './read.ts';

/** An answer that is not the vector's. */
export interface VectorFault {
  readonly group: string;
  readonly vector: string;
  /** `save`, or what the stream of a load is. */
  readonly what: string;
  readonly rules: readonly RuleId[];
  readonly summary: string;
}

export interface VectorsResult {
  readonly vectors: number;
  /** Saves and loads that were judged. */
  readonly judged: number;
  /** Saves and loads that the engine does not support. */
  readonly unsupported: number;
  readonly faults: readonly VectorFault[];
}

/** Vectors under way at once with an engine that answers later. */
const WINDOW = 24;

/** Has an engine do what the vectors say, and compares. */
export async function checkVectors(
  files: readonly ReadFile[],
  engine: Engine,
  signal?: AbortSignal,
): Promise<VectorsResult> {
  const all = files.flatMap(({ group, vectors }) => vectors.map((read) => ({ group, read })));
  let judged = 0;
  let unsupported = 0;
  let done = 0;
  const faults: VectorFault[] = [];
  while (done < all.length && signal?.aborted !== true) {
    const window = all.slice(done, done + WINDOW);
    const found = await Promise.all(
      window.map(async ({ group, read }) => ({ group, read, answers: await judge(read, engine) })),
    );
    for (const { group, read, answers } of found) {
      for (const { what, rules, judgement } of answers) {
        if (judgement === 'unsupported') {
          unsupported++;
          continue;
        }
        judged++;
        if (judgement.wrong !== null)
          faults.push({ group, vector: read.vector.id, what, rules, summary: judgement.wrong });
      }
    }
    done += window.length;
  }
  return { vectors: done, judged, unsupported, faults };
}

interface Answer {
  readonly what: string;
  readonly rules: readonly RuleId[];
  readonly judgement: Judgement;
}

async function judge(read: ReadVector, engine: Engine): Promise<Answer[]> {
  const { vector } = read;
  const answers: Answer[] = [{ what: 'save', rules: vector.rules, judgement: await judgeSave(read, engine) }];
  for (const load of vector.loads)
    answers.push({ what: load.what, rules: load.rules, judgement: await judgeLoad(read, load, engine) });
  return answers;
}
