import type { Engine } from '../../engine/engine.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { rules } from '../../spec/rules/rules.ts';
import type { Law } from '../../spec/law.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import type { KnownBug } from '../causes/known-bug.ts';
import { BugDictionary } from '../causes/look-alikes.ts';
import { failureDocument } from '../failure-document.ts';
import { failureOf } from '../failure.ts';
import { lawsFor } from '../features.ts';
import { fingerprintOf, signatureOf } from '../findings/signature.ts';
import { evaluateLaws, shrinkFailure, type ShrunkFailure } from '../shrink.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import type { FailureRecord } from '../stream/record.ts';
import { brokenLaws, countsAt, type BrokenLaw } from './broken-laws.ts';
import { recordExchange } from './exchange.ts';
import type { FuzzPlan } from './plan.ts';

/** Attempts at a smaller case: a number, not a time, so that a finding is the same on every machine. */
const ATTEMPTS = 3000;

/** Shrinks the first case of a kind of failure to a finding; null: the engine does not fail on it again. */
export async function shrinkFinding(
  engine: Engine,
  plan: FuzzPlan,
  failure: FailureRecord,
  signal: AbortSignal,
): Promise<FindingRecord | null> {
  const { dialect, seed } = plan;
  const generator = generatorFor(engine.hello, dialect);
  const { judged } = lawsFor(engine.hello, plan.laws);
  const counts = countsAt(plan);
  const original = mutantOf(failure) ?? caseOfRun(plan.devices ?? generator, seed, failure.run);
  let law = allLaws.find(({ id }) => id === failure.law);
  if (law === undefined) return null;
  const firstLaw = law;
  const [found] = await evaluateLaws(original, engine, [law]);
  if (found === undefined || !counts(found, original)) return null;
  let shrunk: ShrunkFailure = { smallest: original, violation: found, shrinks: 0, repeats: null, outOfTime: false };
  const budget = { left: ATTEMPTS };
  let broken: BrokenLaw[] = [];
  // A hang is not shrunk: each attempt would cost a timeout.
  while (found.verdict !== 'hung' && !signal.aborted && budget.left > 0) {
    const smaller = await shrinkFailure(
      { of: shrunk.smallest, violation: shrunk.violation },
      { generator, engine, law, counts, signal, budget },
    );
    shrunk = { ...smaller, shrinks: shrunk.shrinks + smaller.shrinks };
    // The first law that the smallest case breaks tells most simply what is wrong, and may shrink it further.
    broken = await brokenLaws(shrunk.smallest, { engine, laws: judged }, counts);
    const [first] = broken;
    if (first === undefined || first.law === law) break;
    law = first.law;
    shrunk = { ...shrunk, violation: first.violation };
  }
  const violations = broken.map(({ violation }) => violation).filter(({ verdict }) => verdict === 'nonconform');
  const dictionary = dictionaryOf(engine, dialect);
  const alike = await dictionary.lookAlikes({ of: shrunk.smallest, laws: judged, violations, counts });
  const likely = await dictionary.lookAlikes({ of: original, laws: [firstLaw], violations: [found], counts }, alike);
  const caseOf = (run: number): Case => caseOfRun(plan.devices ?? generator, seed, run);
  const isOver = (): boolean => signal.aborted;
  const lookAlikes = await dictionary.possible(likely, { engine, laws: judged, caseOf, counts, isOver });
  return findingOf({ engine, law, failure, original, shrunk, broken, lookAlikes });
}

/** What is known of an engine in a dialect serves all its findings. */
const dictionaries = new WeakMap<Engine, Map<Dialect, BugDictionary>>();

function dictionaryOf(engine: Engine, dialect: Dialect): BugDictionary {
  const ofEngine = dictionaries.get(engine) ?? new Map<Dialect, BugDictionary>();
  dictionaries.set(engine, ofEngine);
  const known = ofEngine.get(dialect) ?? new BugDictionary(dialect, engine.hello.view);
  ofEngine.set(dialect, known);
  return known;
}

/** The case that the failure brings with it; null: its run gives it. */
function mutantOf(failure: FailureRecord): Case | null {
  if (failure.case === undefined) return null;
  const read = parseCase(JSON.stringify(failure.case));
  if (!read.ok) throw new Error('a failure has a case that cannot be read');
  return read.value;
}

interface Found {
  readonly engine: Engine;
  readonly law: Law;
  readonly failure: FailureRecord;
  readonly original: Case;
  readonly shrunk: ShrunkFailure;
  readonly broken: readonly BrokenLaw[];
  readonly lookAlikes: readonly KnownBug[];
}

async function findingOf({
  engine,
  law,
  failure,
  original,
  shrunk,
  broken,
  lookAlikes,
}: Found): Promise<FindingRecord> {
  const { smallest, violation } = shrunk;
  const signature = signatureOf(violation, smallest);
  const document = failureDocument(failureOf({ law, view: engine.hello.view, run: failure.run, original }, shrunk));
  const told = broken.length > 0 ? broken.map((each) => each.violation) : [violation];
  return {
    kind: 'finding',
    signature,
    fingerprint: fingerprintOf(signature),
    level: rules.find(({ id }) => id === signature.rule)?.level ?? 'must',
    cases: failure.cases,
    also: [],
    laws: told.map(({ law: id, rule, verdict, summary }) => ({ law: id, rule, verdict, summary })),
    lookAlikes: lookAlikes.map(({ id, breaks, rules: told }) => ({ id, breaks, rules: told })),
    failure: failure.case === undefined ? document : { ...document, mutant: true },
    exchange: await recordExchange(smallest, engine, law),
  };
}
