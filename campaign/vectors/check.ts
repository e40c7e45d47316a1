import type { Engine } from '../../engine/engine.ts';
import { heldToFeatures } from '../../engine/held-to-features.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import { runLoop } from '../run-loop.ts';
import { judgeVectorLoad, judgeVectorSave, type Judgement } from './judge.ts';
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

/** The outcome of all vectors. */
export interface VectorsResult {
  readonly kind: 'vectors';
  readonly vectors: number;
  /** Saves and loads that were judged. */
  readonly judged: number;
  /** Saves and loads that the engine does not support. */
  readonly unsupported: number;
  readonly faults: readonly VectorFault[];
}

/** Has an engine save and load the vectors, and compares its answers with theirs. */
export async function checkVectors(
  files: readonly ReadFile[],
  engine: Engine,
  signal?: AbortSignal,
): Promise<VectorsResult> {
  const all = files.flatMap(({ group, vectors }) => vectors.map((read) => ({ group, read })));
  const held = heldToFeatures(engine);
  const judged: (readonly JudgedRequest[])[] = [];
  await runLoop(
    { first: 0, count: all.length, at: (i) => all[i] },
    async (item, i) => {
      if (item !== undefined) judged[i] = await judge(item.read, held);
    },
    { signal },
  );
  const answers = judged.flatMap((each, i) => each.map((answer) => ({ ...answer, item: all[i] })));
  const unsupported = answers.filter(({ judgement }) => judgement === 'unsupported').length;
  const faults = answers.flatMap(({ item, what, rules, judgement }): VectorFault[] =>
    item === undefined || judgement === 'unsupported' || judgement.wrong === null
      ? []
      : [{ group: item.group, vector: item.read.vector.id, what, rules, summary: judgement.wrong }],
  );
  return { kind: 'vectors', vectors: judged.length, judged: answers.length - unsupported, unsupported, faults };
}

/** One save or load of a vector, judged. */
interface JudgedRequest {
  readonly what: string;
  readonly rules: readonly RuleId[];
  readonly judgement: Judgement;
}

async function judge(read: ReadVector, engine: Engine): Promise<JudgedRequest[]> {
  const { vector } = read;
  const answers: JudgedRequest[] = [
    { what: 'save', rules: vector.rules, judgement: await judgeVectorSave(read, engine) },
  ];
  for (const load of vector.loads)
    answers.push({ what: load.what, rules: load.rules, judgement: await judgeVectorLoad(read, load, engine) });
  return answers;
}
