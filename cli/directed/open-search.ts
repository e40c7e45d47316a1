import { generatorFor } from '../../campaign/case-of-run.ts';
import { whyCannotRun } from '../../campaign/corpus/replay-case.ts';
import { DirectedSearch } from '../../campaign/directed/search.ts';
import type { Hello } from '../../engine/engine.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { readCorpus } from '../corpus/folder.ts';
import { reachedInCorpus } from '../corpus/reached.ts';
import { createLegality } from './legal.ts';

/** Where the search of a campaign begins. */
export interface SearchPlace {
  readonly hello: Hello;
  readonly dialect: Dialect;
  readonly seed: number;
  /** Folder of the corpus, whose interesting cases mutants are made of; null: those that the campaign finds. */
  readonly corpus: string | null;
}

/** The search of one process. Processes of one campaign each have their own. */
export async function openSearch({ hello, dialect, seed, corpus }: SearchPlace): Promise<DirectedSearch> {
  const cases = corpus === null ? [] : await readCorpus(corpus);
  const kept = cases.flatMap((each) =>
    each.kind === 'kept' && each.file?.kind === 'interesting' && whyCannotRun(each.of, hello, dialect) === null
      ? [{ of: each.of, reached: reachedInCorpus(each.file, hello) }]
      : [],
  );
  return new DirectedSearch({
    generator: generatorFor(hello, dialect),
    view: hello.view,
    seed,
    kept,
    isLegal: createLegality(hello.features),
  });
}
