import { CORPUS_FORMAT, findingFile } from '../../campaign/corpus/corpus-file.ts';
import { interestingCases, type Interesting } from '../../campaign/corpus/interesting.ts';
import type { Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import { caseDocument } from '../../campaign/failure-document.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { replayedSummary } from '../../report/terminal/replayed.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import type { ChosenEngine } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { whyNotWritable } from '../files.ts';
import { isProblem, usageProblem, type CommandProblem } from '../outcome.ts';
import { VERSION } from '../report-files.ts';
import type { KeptRecord } from '../../campaign/directed/search.ts';
import { reachedInCorpus } from './reached.ts';
import { keep, readCorpus, type KeptCase } from './folder.ts';
import { replay, type Replayed } from './replay.ts';

/** The corpus of a campaign: replayed first, added to at its end. */
export interface CampaignCorpus {
  readonly kind: 'corpus';
  readonly replayed: Replayed;
  /** Fingerprints of the findings that it had for this engine, without those that were fixed earlier. */
  readonly fingerprints: ReadonlySet<string>;
  /** Whether a finding that was fixed fails again. */
  readonly failsAgain: boolean;
  /** Keeps the findings and the interesting cases of a campaign, those that a directed search has kept if there is one; null on success. */
  readonly add: (conclusion: Conclusion, search: readonly KeptRecord[] | null) => Promise<CommandProblem | null>;
}

/** The cases that the searches of all processes have kept, each for what no other has. */
function* keptBySearch(kept: readonly KeptRecord[], known: ReadonlySet<string>): Generator<Interesting> {
  const reached = new Set(known);
  for (const { run, case: document, reached: what } of kept) {
    const fresh = what.filter((each) => !reached.has(each));
    const of = fresh.length === 0 ? null : parseCase(JSON.stringify(document));
    if (of?.ok !== true) continue;
    for (const each of fresh) reached.add(each);
    yield { run, of: of.value, reached: fresh };
  }
}

/** Replays a corpus with the engine of a campaign. A folder that does not exist is made: an empty corpus. */
export async function openCorpus(
  folder: string,
  { chosen, plan }: { readonly chosen: ChosenEngine; readonly plan: FuzzPlan },
  io: Io,
): Promise<CampaignCorpus | CommandProblem> {
  const why = await whyNotWritable(folder);
  if (why !== null) return usageProblem(`--corpus: ${why}; --no-corpus keeps nothing`);
  const cases = await readCorpus(folder);
  const ours = cases.filter((each) => each.kind === 'damaged' || each.of.dialect === plan.dialect);
  const replayed = await replay(ours, { chosen, plan, folder, verbose: false }, io);
  if (isProblem(replayed)) return replayed;
  if (replayed.outcomes.length > 0)
    io.out(`corpus ${folder}: ${replayedSummary(replayed.outcomes.map((each) => each.replay))}\n\n`);
  const { hello } = chosen.engine;
  const files = cases.flatMap((each) =>
    each.kind === 'kept' && each.file !== null ? [{ ...each, file: each.file }] : [],
  );
  const fingerprintsOf = (which: (kept: KeptCase) => boolean): ReadonlySet<string> =>
    new Set(
      files.flatMap((kept) =>
        kept.file.kind === 'finding' && kept.file.engine.name === hello.name && which(kept)
          ? [kept.file.fingerprint]
          : [],
      ),
    );
  const outcomes = new Map(replayed.outcomes.map((each) => [each.kept.path, each.replay.outcome]));
  const fingerprints = fingerprintsOf(({ isFixed }) => !isFixed);
  // What has a file in findings/ now.
  const held = fingerprintsOf(
    ({ path, isFixed }) => (outcomes.get(path) === 'fails again') === isFixed && outcomes.get(path) !== 'fixed',
  );
  const reached = new Set(
    files.flatMap(({ file }) => (file.kind === 'interesting' ? reachedInCorpus(file, hello) : [])),
  );
  const origin = {
    suite: VERSION,
    engine: { name: hello.name, version: hello.version },
    dialect: plan.dialect,
    firstSeen: new Date().toISOString(),
    seed: plan.seed,
  };
  return {
    kind: 'corpus',
    replayed,
    fingerprints,
    failsAgain: [...outcomes.values()].includes('fails again'),
    async add({ parts: { chunks, findings } }, search) {
      for (const finding of findings) {
        const of = parseCase(JSON.stringify(finding.failure.smallest));
        if (!of.ok || held.has(finding.fingerprint)) continue;
        const problem = await keep(folder, findingFile(origin, finding), of.value);
        if (problem !== null) return problem;
      }
      const found = search === null ? interestingCases(hello, plan, chunks(), reached) : keptBySearch(search, reached);
      for await (const { run, of, reached: what } of found) {
        const document = caseDocument(of);
        const file = {
          format: CORPUS_FORMAT,
          kind: 'interesting',
          ...origin,
          run,
          reached: what,
          case: document,
        } as const;
        const problem = await keep(folder, file, of);
        if (problem !== null) return problem;
      }
      return null;
    },
  };
}
