import { isDeepStrictEqual } from 'node:util';
import type { Engine, Hello } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import type { Law } from '../../spec/law.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Evidence, Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { evaluateLaws } from '../shrink.ts';
import type { KnownBug } from './known-bug.ts';
import { Witnesses, type Run } from './witnesses.ts';

/** What an engine breaks by one case: all violations by some laws, in the order of the laws. */
export interface CaseViolations {
  readonly of: Case;
  readonly laws: readonly Law[];
  readonly violations: readonly Violation[];
  /** Which violations count, of the engine and of its look-alikes alike. */
  readonly counts: (found: Violation, of: Case) => boolean;
}

/** More than nearly any case has. An engine that runs on is like none, and takes seconds and gigabytes. */
const MOST_VISITS = 2 ** 17;

interface Suspect {
  readonly bug: KnownBug;
  readonly engine: Engine;
}

/** The engines that are wrong on purpose, as a dictionary of bugs: what answers exactly like one of them most likely has its bug. */
export class BugDictionary {
  readonly #dialect: Dialect;
  readonly #view: Hello['view'];
  /** Made when they are first needed: a run without failures needs none. */
  #suspects: Promise<readonly Suspect[]> | null = null;
  /** Of the one run that the dictionary is asked about. */
  #witnesses: Witnesses | null = null;
  readonly #possible = new Map<KnownBug, boolean>();

  /** `view`: of the engine that is compared. One that sees values answers in other words, and is like none. */
  constructor(dialect: Dialect, view: Hello['view']) {
    this.#dialect = dialect;
    this.#view = view;
  }

  /** The bugs, `among` these if given, with which an engine breaks just the same laws by the case, by the same answers. */
  async lookAlikes(shown: CaseViolations, among: readonly KnownBug[] | null = null): Promise<KnownBug[]> {
    if (this.#view !== 'memory' || shown.violations.length === 0 || among?.length === 0) return [];
    this.#suspects ??= suspectsOf(this.#dialect);
    // Signals are heard in between.
    await new Promise(setImmediate);
    // What a right engine answers as well is no bug, however many that have one answer it.
    if (await answersAlike(createReferenceEngine({ dialect: this.#dialect }), shown)) return [];
    const alike: KnownBug[] = [];
    for (const { bug, engine } of await this.#suspects)
      if ((among?.includes(bug) ?? true) && (await answersAlike(engine, shown))) alike.push(bug);
    return alike;
  }

  /**
   * The rule of a bug that breaks none but these, and has an engine break laws by all of the cases in the same way. Null:
   * there is none, or no answer says more than that the engine gave up, as with many bugs.
   */
  async explained(cases: AsyncIterable<CaseViolations>, by: ReadonlySet<RuleId>): Promise<RuleId | null> {
    if (this.#view !== 'memory' || by.size === 0) return null;
    this.#suspects ??= suspectsOf(this.#dialect);
    const right = createReferenceEngine({ dialect: this.#dialect });
    let left = (await this.#suspects).filter(({ bug }) => bug.rules.every((rule) => by.has(rule)));
    let isConfirmed = false;
    for await (const shown of cases) {
      // Signals are heard in between.
      await new Promise(setImmediate);
      if (left.length === 0 || (await answersAlike(right, shown))) return null;
      isConfirmed ||= shown.violations.every(isTelling);
      const alike: Suspect[] = [];
      for (const suspect of left) if (await answersAlike(suspect.engine, shown)) alike.push(suspect);
      left = alike;
    }
    return isConfirmed ? (left[0]?.bug.rules[0] ?? null) : null;
  }

  /** Those of the bugs against which no case of the run speaks. */
  async possible(bugs: readonly KnownBug[], run: Run): Promise<KnownBug[]> {
    if (bugs.length === 0) return [];
    this.#suspects ??= suspectsOf(this.#dialect);
    this.#witnesses ??= new Witnesses(run);
    const left: KnownBug[] = [];
    for (const { bug, engine } of await this.#suspects) {
      if (!bugs.includes(bug)) continue;
      const known = this.#possible.get(bug) ?? !(await this.#witnesses.rulesOut(engine));
      // What time did not allow to look into is not known.
      if (!run.isOver()) this.#possible.set(bug, known);
      if (known) left.push(bug);
    }
    return left;
  }
}

/**
 * The dictionary is loaded only when something failed: a run starts faster without it. The first rule of a bug
 * of the interpreter says best what it is; one of the answers alone breaks whatever the case is about.
 */
async function suspectsOf(dialect: Dialect): Promise<readonly Suspect[]> {
  const { faultyEngines } = await import('../../spec/faulty/registry.ts');
  return faultyEngines
    .filter(({ dialects }) => dialects.includes(dialect))
    .map(({ id, breaks, rules, area, wrong, create }) => ({
      bug: { id, breaks, rules, rule: area === 'rule' && wrong !== undefined ? (rules[0] ?? null) : null },
      engine: create(dialect, MOST_VISITS),
    }));
}

async function answersAlike(engine: Engine, { of, laws, violations, counts }: CaseViolations): Promise<boolean> {
  const [first] = violations;
  const law = laws.find(({ id }) => id === first?.law);
  if (first === undefined || law === undefined) return false;
  // Most differ in the first.
  const [alone] = await evaluateLaws(of, engine, [law]);
  if (alone === undefined || !isSame(alone, first)) return false;
  const all = (await evaluateLaws(of, engine, laws)).filter(
    (found) => found.verdict === 'nonconform' && counts(found, of),
  );
  return all.length === violations.length && all.every((found, i) => isSame(found, violations[i]));
}

function isSame(one: Violation, other: Violation | undefined): boolean {
  return (
    one.law === other?.law &&
    one.verdict === other.verdict &&
    isDeepStrictEqual(received(one.evidence), received(other.evidence))
  );
}

/** Whether an answer says more than that the engine gave up, as engines do with many bugs. */
export function isTelling({ evidence }: Violation): boolean {
  return evidence.kind !== 'answer' || !evidence.received.startsWith('error');
}

/** What the engine answered; of its own words nothing. */
function received(evidence: Evidence): unknown {
  switch (evidence.kind) {
    case 'bytes':
      return evidence.received;
    case 'number':
      return [evidence.path, evidence.what, evidence.received];
    case 'memory':
      return evidence.differences.map((each) => [each.block, each.offset, each.received, each.pointer?.received]);
    case 'entries':
      return evidence.differences;
    case 'answer':
      return evidence.received.replace(
        /^((?:rejected with|error)[^:]*):[^]*?(, \d+ bytes? taken, stream error -?\d+)?$/,
        '$1$2',
      );
  }
}
