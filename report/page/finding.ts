import type { Case } from '../../vmstate/case/case.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { parseDescription } from '../../vmstate/host/decode-description.ts';
import { visibleLines } from '../../vmstate/visible-text.ts';
import type { FailureJson, GroupDocument } from '../json/document.ts';
import { descriptionColumns, descriptionRows } from '../terminal/description-table.ts';
import { aroundDifference, truncate } from '../terminal/truncate.ts';
import { plural } from '../terminal/words.ts';
import type { Fact, PageFinding, PageReproducer, PageTable } from './data.ts';
import { deviceTree } from './device-tree.ts';
import { shownBytes } from './shown-bytes.ts';
import { shownMemory } from './shown-memory.ts';
import { stepsOf } from './steps.ts';

/** A failure with what is known around it. */
export interface FoundFailure {
  /** Unique among those of the page. */
  readonly key: string;
  /** Index of the engine. */
  readonly engine: number;
  readonly lawTitle: string;
  /** All laws that show it. */
  readonly laws: readonly string[];
  /** All rules by which these laws fail. */
  readonly broken: readonly string[];
  readonly failure: FailureJson;
  /** Failing cases, by rule and verdict. */
  readonly failing: readonly GroupDocument[];
  readonly facts: readonly Fact[];
}

/** Writes a case as a C unit test; null: it cannot be one. The caller has it, because it takes the oracle. */
export type ToC = (of: Case) => string | null;

export function pageFinding(
  { key, engine, lawTitle, laws, broken, failure, failing, facts }: FoundFailure,
  toC: ToC,
): PageFinding {
  const { violation, rules, description } = failure;
  const { law, rule, verdict, summary } = violation;
  const of = caseOf(failure);
  return {
    id: key.replace(/[^\w-]+/g, '-'),
    engine,
    law,
    lawTitle,
    laws,
    rule,
    broken: [...new Set([rule, ...broken])],
    verdict,
    summary: truncate(summary),
    cases: failing.reduce((sum, { cases }) => sum + cases, 0),
    facts: [...caseFacts(failure, of), ...facts, ...lawFacts(law, laws), ...otherFacts(failing, failure)],
    steps: stepsOf(failure, of).map(truncate),
    device: of === null ? null : deviceTree(of.model),
    description: descriptionOf(description),
    memory: shownMemory(failure),
    bytes: shownBytes(failure),
    answer: answerOf(failure),
    entries: entriesOf(failure),
    rules,
    reproducers: reproducersOf(failure, of, toC),
  };
}

/** Null: this version cannot read it. */
function caseOf({ smallest }: FailureJson): Case | null {
  const read = parseCase(JSON.stringify(smallest));
  return read.ok ? read.value : null;
}

function descriptionOf(json: object): PageTable | null {
  const read = parseDescription(JSON.stringify(json));
  return read.ok ? { columns: descriptionColumns, rows: descriptionRows(read.value) } : null;
}

function lawFacts(law: string, laws: readonly string[]): Fact[] {
  const others = laws.filter((each) => each !== law);
  return others.length === 0 ? [] : [{ name: 'also shown by', value: others.join(', ') }];
}

function caseFacts({ run, shrinks, smallestId, originalId, repeats }: FailureJson, of: Case | null): Fact[] {
  return [
    { name: 'case', value: smallestId },
    ...(of === null ? [] : [{ name: 'host', value: abiName(of.abi) }]),
    { name: 'first run', value: String(run) },
    ...(repeats === null ? [] : [{ name: 'fails in', value: `${repeats.failed} of ${repeats.tries} tries` }]),
    ...(shrinks === 0 ? [] : [{ name: 'shrunk', value: `${plural(shrinks, 'step')} from ${originalId}` }]),
  ];
}

/** Other failures of the law that are named. */
const OTHERS = 4;

/** Other rules and verdicts of the failing cases: one bug breaks several, or there is another bug. */
function otherFacts(failing: readonly GroupDocument[], { violation }: FailureJson): Fact[] {
  const others = failing.filter(({ rule, verdict }) => rule !== violation.rule || verdict !== violation.verdict);
  if (others.length === 0) return [];
  const named = others
    .toSorted((a, b) => b.cases - a.cases)
    .slice(0, OTHERS)
    .map(({ rule, verdict, cases }) => `${rule} ${verdict === 'nonconform' ? '' : `${verdict} `}×${cases}`);
  const more = others.length > OTHERS ? [`${others.length - OTHERS} more`] : [];
  return [{ name: 'the law also fails by', value: [...named, ...more].join(', ') }];
}

function answerOf({ violation: { evidence } }: FailureJson): PageFinding['answer'] {
  switch (evidence.kind) {
    case 'answer': {
      const [expected, received] = aroundDifference(evidence.expected, evidence.received);
      return { title: 'Answer', expected: visibleLines(expected), received: visibleLines(received) };
    }
    case 'number': {
      const { what, path, expected, received } = evidence;
      const title = truncate(path === '' ? what : `${what} of ${path}`);
      return { title, expected: String(expected), received: String(received) };
    }
    case 'bytes':
    case 'memory':
    case 'entries':
      return null;
  }
}

function entriesOf({ violation: { evidence } }: FailureJson): PageFinding['entries'] {
  if (evidence.kind !== 'entries') return null;
  const rows = evidence.differences.map(({ entry, expected, received }) =>
    [entry, expected ?? 'nothing', received ?? 'nothing'].map(truncate),
  );
  return { title: 'What differs', text: '', table: { columns: ['entry', 'expected', 'received'], rows } };
}

function reproducersOf({ replay, smallest, exchanges }: FailureJson, of: Case | null, toC: ToC): PageReproducer[] {
  const c = of === null ? null : toC(of);
  return [
    { name: 'Command', text: replay },
    ...(c === null ? [] : [{ name: 'C unit test', text: c }]),
    { name: 'Case file', text: `${JSON.stringify(smallest, null, 1)}\n` },
    ...(exchanges.length === 0 ? [] : [{ name: 'Exchange', text: exchangeText(exchanges) }]),
  ];
}

/** What was sent and answered, as messages of the protocol. */
function exchangeText(exchanges: FailureJson['exchanges']): string {
  return exchanges.map(({ request, answer }) => `${request}\n${answer ?? '(no answer)'}\n`).join('\n');
}
