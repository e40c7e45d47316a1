import { truncate } from '../terminal/truncate.ts';
import { duration, plural } from '../terminal/words.ts';
import type { ResultDocument } from '../json/document.ts';
import { engineNames } from '../results/engine-names.ts';
import type { Outline, OutlineSection } from '../outline/outline.ts';
import type {
  Fact,
  PageNote,
  Outcome,
  PageData,
  PageEngine,
  PageFinding,
  PageLaw,
  PageRule,
  PageSection,
  Tile,
  Timeline,
} from './data.ts';
import { pageFinding, type ToC } from './finding.ts';
import { lawRows } from './law-cells.ts';
import { ruleRows } from './rule-cells.ts';

/** What a page says beside the results. */
export interface PageContext {
  /** Version of this package. */
  readonly version: string;
  readonly toC: ToC;
  /** Null: nothing was recorded over time. */
  readonly timeline?: Timeline | null;
  /** A comparison or a history. */
  readonly outline?: Outline | null;
  /** More facts of each finding, by result. */
  readonly facts?: readonly (readonly (readonly Fact[])[])[];
}

/** The page of one or more results, a column of the grid for each. */
export function pageOfResults(
  results: readonly ResultDocument[],
  { version, toC, timeline = null, outline = null, facts = [] }: PageContext,
): PageData {
  const names = engineNames(results);
  const engines = results.map((result, at) => engineOf(result, names[at] ?? ''));
  const [rules, laws] = [ruleRows(results), lawRows(results)];
  return {
    format: 'vmstate-conformance/page/1',
    suite: `vmstate-conformance ${version}`,
    title: engines.map(({ name }) => name).join(', '),
    verdict: verdictOf(engines),
    tiles: tilesOf(results, rules, laws),
    terms: { law: 'Law', rule: 'Rule' },
    facts: results.length === 1 ? results.flatMap(factsOf) : [],
    notes: results.flatMap(notesOf),
    engines,
    rules,
    laws,
    timeline,
    sections: (outline?.sections ?? []).map(sectionOf),
    findings: results.flatMap((result, at) => findingsOf(result, { engine: at, toC, facts: facts[at] ?? [] })),
  };
}

function sectionOf({ title, text, columns, rows }: OutlineSection): PageSection {
  const table = rows.length === 0 ? null : { columns, rows: rows.map((row) => row.map(truncate)) };
  return { title: truncate(title), text: truncate(text), table };
}

function tilesOf(results: readonly ResultDocument[], rules: readonly PageRule[], laws: readonly PageLaw[]): Tile[] {
  const cases = sum(results.map((result) => result.cases));
  const runs = sum(results.map((result) => result.runs));
  const tested = rules.filter(({ cells }) => cells.some(({ state }) => state !== 'untested' && state !== 'absent'));
  const broken = laws.filter(({ cells }) => cells.some((cell) => cell?.state === 'fails'));
  return [
    { name: 'findings', value: sum(results.map(({ findings }) => findings.length)), of: null },
    { name: 'cases', value: cases, of: runs > cases ? runs : null },
    { name: 'rules tested', value: tested.length, of: rules.length },
    { name: 'laws broken', value: broken.length, of: laws.length },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function engineOf(result: ResultDocument, name: string): PageEngine {
  return {
    name: truncate(name),
    outcome: outcomeOf(result),
    conclusion: truncate(result.conclusion),
    facts: factsOf(result),
  };
}

function outcomeOf({ conforms, passes, interrupted, stopped, laws }: ResultDocument): Outcome {
  if (!passes) return 'nonconform';
  if (interrupted || stopped !== null || laws.every(({ notJudged }) => notJudged !== null)) return 'incomplete';
  return conforms ? 'conforms' : 'known';
}

const words: Readonly<Record<Outcome, string>> = {
  conforms: 'Conforms',
  known: 'Known failures only',
  nonconform: 'Does not conform',
  incomplete: 'No verdict yet',
};

/** The worst of all. */
const order: readonly Outcome[] = ['nonconform', 'incomplete', 'known', 'conforms'];

function verdictOf(engines: readonly PageEngine[]): PageData['verdict'] {
  const outcome = order.find((each) => engines.some((engine) => engine.outcome === each)) ?? 'incomplete';
  const [only] = engines;
  if (only !== undefined && engines.length === 1) return { outcome, word: words[outcome], text: only.conclusion };
  const good = engines.filter((engine) => engine.outcome === 'conforms' || engine.outcome === 'known').length;
  return { outcome, word: words[outcome], text: `${good} of ${plural(engines.length, 'engine')} conform.` };
}

function factsOf(result: ResultDocument): Fact[] {
  const { engine, dialect, level, seed, milliseconds } = result;
  const host = engine.abi === null ? 'any' : `${8 * engine.abi.pointerSize} bit, ${engine.abi.byteOrder} endian`;
  return [
    { name: 'engine', value: `${engine.name} ${engine.version} (${engine.language})` },
    { name: 'judged by', value: `${dialect}, level ${level}` },
    { name: 'time', value: duration(milliseconds) },
    { name: 'view', value: engine.view },
    { name: 'host', value: host },
    ...(seed === undefined ? [] : [{ name: 'seed', value: String(seed) }]),
  ].map(({ name, value }) => ({ name, value: truncate(value) }));
}

function notesOf({ incidents, promises, shortfalls, knownFailing, stopped, leftOut }: ResultDocument): PageNote[] {
  const problems = [
    ...incidents.map(({ status, message }) => `Outside the cases the engine ${status}: ${message}`),
    ...promises.map(
      ({ feature, cases }) => `The engine lists ${feature} and answers “unsupported” to it (${plural(cases, 'case')}).`,
    ),
    ...shortfalls.map((text) => `Too little was judged for a verdict: ${text}`),
    ...(knownFailing?.entries ?? [])
      .filter(({ outcome }) => outcome === 'passes')
      .map(({ line, pattern }) => `Known-failing line ${line} no longer fails: ${pattern}`),
  ];
  const hints = [
    ...(stopped === null ? [] : [`The run ended before its last case: ${stopped}`]),
    ...stillFailing(knownFailing),
    ...(leftOut.length === 0 ? [] : [`Left out, because the engine does not support it: ${leftOut.join(', ')}`]),
  ];
  return [
    ...problems.map((text): PageNote => ({ kind: 'problem', text: truncate(text) })),
    ...hints.map((text): PageNote => ({ kind: 'hint', text: truncate(text) })),
  ];
}

/** What the list of known failures lets pass. */
function stillFailing(known: ResultDocument['knownFailing']): string[] {
  const entries = (known?.entries ?? []).filter(({ outcome }) => outcome === 'fails');
  if (known === null || entries.length === 0) return [];
  const patterns = entries.map(({ line, pattern }) => `${pattern} (line ${line})`).join(', ');
  return [`Known to fail, by ${plural(entries.length, 'line')} of ${known.file}: ${patterns}`];
}

interface FindingContext {
  readonly engine: number;
  readonly toC: ToC;
  readonly facts: readonly (readonly Fact[])[];
}

function findingsOf({ laws, findings }: ResultDocument, { engine, toC, facts }: FindingContext): PageFinding[] {
  return findings.map(({ failure, laws: shownBy, lookAlikes = [] }, at) => {
    const law = laws.find(({ id }) => id === failure.violation.law);
    const key = `${engine}-${failure.violation.law}-${failure.smallestId}`;
    const broken = laws
      .filter(({ id }) => shownBy.includes(id))
      .flatMap((each) => each.failing.map(({ rule }) => rule));
    const rest = { broken, failing: law?.failing ?? [], facts: [...bugFacts(lookAlikes), ...(facts[at] ?? [])] };
    return pageFinding({ key, engine, lawTitle: law?.title ?? '', laws: shownBy, failure, ...rest }, toC);
  });
}

/** The known bugs that a finding looks like, the likeliest first. */
function bugFacts(bugs: readonly { readonly breaks: string }[]): Fact[] {
  return bugs
    .slice(0, 3)
    .map(({ breaks }, i) => ({ name: i === 0 ? 'answers like this bug' : 'or this one', value: breaks }));
}
