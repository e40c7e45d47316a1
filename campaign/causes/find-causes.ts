import { weightOf } from '../../generators/shrink/weight.ts';
import { isOfOrder } from '../../spec/differences/trace.ts';
import type { Law } from '../../spec/law.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Failure } from '../result.ts';
import type { ShrunkFailure } from '../shrink.ts';
import type { Group } from '../tally.ts';
import { likeliest, ranksUnder, ruledBy, type FindingDraft } from './cover.ts';
import { casesByRule, furtherGroups, kindOf } from './groups.ts';
import { addsToDevice, isDerived } from './law-kinds.ts';
import { hasDeviceOf } from './has-device-of.ts';
import type { FailingLaw, Investigator } from './investigator.ts';
import { isTelling } from './look-alikes.ts';
import { compareRanks, ranksOf } from './ranks.ts';
import type { RunFinding } from './run-finding.ts';

/** How often a case may be shrunk further by another law, and laws that are tried each time. */
const MOST_STEPS = 4;
const MOST_LAWS = 8;

/** Groups of a law whose first cases are compared with known bugs. */
const MOST_COMPARED = 4;

/** The causes behind the failures of a run, and a failure of each broken law. */
export interface Causes {
  readonly findings: readonly RunFinding[];
  /** By the law's id. */
  readonly failures: ReadonlyMap<string, Failure>;
}

/**
 * Attributes failures to causes. All laws that fail on one case fail for one
 * cause: each law's failure is shrunk, then further by the other laws that the
 * smaller case breaks. The first law that the smallest case breaks names the
 * rule; what ends at the same rule is one finding.
 */
export async function findCauses(failing: readonly FailingLaw[], ask: Investigator): Promise<Causes> {
  const search = new Search(failing, ask);
  for (const each of failing) await search.explain(each.law, each.groups[0], true);
  for (const { law, group } of furtherGroups(failing)) await search.explain(law, group, false);
  await search.narrow();
  search.cover();
  await search.join();
  const order = failing.map(({ law }) => law.id);
  return {
    findings: search.findings(order),
    failures: search.failures,
  };
}

class Search {
  readonly failures = new Map<string, Failure>();
  readonly #failing: readonly FailingLaw[];
  readonly #laws: readonly Law[];
  readonly #ask: Investigator;
  readonly #drafts: FindingDraft[] = [];

  constructor(failing: readonly FailingLaw[], ask: Investigator) {
    this.#failing = failing;
    const laws = failing.map(({ law }) => law);
    this.#laws = [...laws.filter(({ prior }) => prior === true), ...laws.filter(({ prior }) => prior !== true)];
    this.#ask = ask;
  }

  /** The findings, what is told most simply first. */
  findings(order: readonly string[]): RunFinding[] {
    const rules = new Set(this.#drafts.map(({ failure }) => failure.violation.rule));
    return this.#drafts
      .map((draft) => ({
        draft,
        rank: ranksOf(draft, { isDirect: this.#isDirect(draft.failure.violation.law), rules }),
      }))
      .sort((a, b) => compareRanks(a.rank, b.rank))
      .map(({ draft: { failure, laws, lookAlikes } }) => ({
        failure,
        laws: order.filter((id) => laws.has(id)),
        lookAlikes,
      }));
  }

  /** Whether a law judges the case's own save and load. */
  #isDirect(law: string): boolean {
    return this.#laws.some(({ id, kind }) => id === law && kind === 'observing');
  }

  /**
   * A smallest case can look like many bugs. Only those count that explain a whole
   * case as well, and where several do, further cases may tell them apart.
   */
  async narrow(): Promise<void> {
    for (const draft of this.#drafts) {
      let isConfirmed = false;
      for (const { law, groups } of this.#failing.filter((each) => draft.laws.has(each.law.id)))
        for (const group of groups.slice(0, MOST_COMPARED)) {
          if (draft.lookAlikes.length < (isConfirmed ? 2 : 1)) break;
          const isLike = await this.#isLike(draft, law, group);
          if (isLike && isTelling(group.first.violation)) isConfirmed = true;
        }
      draft.lookAlikes = isConfirmed ? await this.#ask.possible(draft.lookAlikes) : [];
    }
  }

  /** Joins findings that one known bug explains, and names its rule: the fewest bugs that explain the most findings. */
  cover(): void {
    const cases = casesByRule(this.#failing);
    const open = new Set(this.#drafts);
    for (let likely = likeliest(open); likely !== null; likely = likeliest(open)) {
      const { bugs, explained } = likely;
      const [head, ...others] = explained.toSorted((a, b) => compareRanks(ranksUnder(bugs, a), ranksUnder(bugs, b)));
      for (const draft of explained) open.delete(draft);
      if (head === undefined) continue;
      for (const other of others) this.#absorb(head, other);
      head.lookAlikes = bugs;
      head.failure = ruledBy(bugs, head.failure, cases);
    }
  }

  /** Looks up which bugs break the smallest case of a finding in the same way. */
  async #lookUp(draft: FindingDraft): Promise<void> {
    const { smallest, violation, repeats } = draft.failure;
    if (violation.verdict !== 'nonconform' || repeats !== null) return;
    const violations = await this.#ask.judge(smallest, this.#laws);
    draft.lookAlikes = await this.#ask.lookAlikes({ of: smallest, laws: this.#laws, violations });
  }

  /** The finding whose bug breaks the law by this case in the same way. */
  async #toldBefore(law: Law, group: Group): Promise<FindingDraft | null> {
    for (const draft of this.#drafts) if (await this.#isLike(draft, law, group)) return draft;
    return null;
  }

  /** Whether a bug of the finding breaks the law by the group's first case in the same way. If so, bugs that do not are not its cause. */
  async #isLike(draft: FindingDraft, law: Law, { first: { run, violation } }: Group): Promise<boolean> {
    if (draft.lookAlikes.length === 0 || violation.verdict !== 'nonconform') return false;
    const shown = { of: this.#ask.caseOf(run), laws: [law], violations: [violation] };
    const left = await this.#ask.lookAlikes(shown, draft.lookAlikes);
    if (left.length > 0) draft.lookAlikes = left;
    return left.length > 0;
  }

  /** Joins findings whose smallest case another law shrinks to the rule of a simpler one. */
  async join(): Promise<void> {
    const heaviest = this.#drafts.toSorted(
      (a, b) => weightOf(b.failure.smallest.model) - weightOf(a.failure.smallest.model),
    );
    for (const draft of heaviest) {
      const { smallest, violation, repeats, outOfTime } = draft.failure;
      if (repeats !== null || violation.verdict !== 'nonconform' || this.#drafts.length < 2) continue;
      const whole = { smallest, violation, shrinks: 0, repeats, outOfTime };
      const shown = await this.#ask.judge(smallest, this.#laws);
      const ofDevice = shown.filter((each) => !addsToDevice(each.law));
      const ends = await this.#smaller(whole, this.#isDirect(violation.law) ? ofDevice : shown);
      const [first] = ends === null ? [] : await this.#ask.judge(ends.smallest, this.#laws);
      const simpler = this.#drafts.find(
        (each) => each !== draft && each.key === (first?.rule ?? '') && !isDerived(each.failure.violation.law),
      );
      if (simpler !== undefined) this.#absorb(simpler, draft);
    }
    for (const draft of heaviest) {
      const simpler = this.#drafts.find((each) => hasDeviceOf(draft.failure, each.failure));
      if (simpler !== undefined && this.#drafts.includes(draft)) this.#absorb(simpler, draft);
    }
  }

  #absorb(simpler: FindingDraft, draft: FindingDraft): void {
    for (const id of draft.laws) simpler.laws.add(id);
    this.#drafts.splice(this.#drafts.indexOf(draft), 1);
  }

  /** Finds out why a law fails in a group of cases; `first`: nothing is known of the law's failures yet. */
  async explain(law: Law, group: Group, first: boolean): Promise<void> {
    if (first && group.verdict === 'nonconform' && this.failures.has(law.id)) return;
    const told = this.#drafts.find(({ key }) => key === kindOf(group));
    if (told !== undefined && (!first || group.verdict !== 'nonconform')) {
      this.#add(told, law, group);
      return;
    }
    const before = await this.#toldBefore(law, group);
    if (before !== null) {
      this.#add(before, law, group);
      return;
    }
    const { run, violation } = group.first;
    const of = this.#ask.caseOf(run);
    const known = new Set(first ? [] : this.#drafts.map(({ key }) => key));
    const shrunk = await this.#ask.shrink({ law, of, violation }, (found) => !known.has(kindOf(found)));
    if (violation.verdict !== 'nonconform' || shrunk.repeats !== null) {
      const key = violation.verdict === 'nonconform' ? 'not reproducible' : kindOf(group);
      await this.#merge(key, [law], this.#ask.tell(law, run, shrunk));
    } else if (first) await this.#follow(law, run, shrunk);
    else {
      // It was held to another rule: what becomes of it where any will do?
      const { smallest, shrinks } = shrunk;
      const freed = await this.#ask.shrink({ law, of: smallest, violation: shrunk.violation }, () => true);
      await this.#follow(law, run, { ...freed, shrinks: shrinks + freed.shrinks });
    }
  }

  /** Goes from a smallest case to smaller ones of other laws that it breaks, and tells the smallest. */
  async #follow(law: Law, run: number, shrunk: ShrunkFailure): Promise<void> {
    let smallest = shrunk;
    let shown = await this.#ask.judge(smallest.smallest, this.#laws);
    for (let step = 0; step < MOST_STEPS; step++) {
      // A law that alters streams may find another cause on the way from one that does not.
      const asDirect = this.#isDirect(law.id) ? shown.filter((each) => this.#isDirect(each.law)) : shown;
      const smaller = await this.#smaller(smallest, asDirect);
      if (smaller === null) break;
      smallest = smaller;
      shown = await this.#ask.judge(smallest.smallest, this.#laws);
    }
    const violation = shown.find(isOfOrder) ?? shown[0] ?? smallest.violation;
    const cause = this.#laws.find(({ id }) => id === violation.law) ?? law;
    // The law's own smallest case, unless the one of the cause shows it as well.
    if (!shown.some((each) => each.law === law.id)) this.#keep(law, this.#ask.tell(law, run, shrunk));
    const told = { ...smallest, violation };
    await this.#merge(violation.rule, [law, cause], this.#ask.tell(cause, await this.#runOf(cause, run), told));
    for (const each of shown) this.#show(each, told);
  }

  /** What another law shrinks a case to, if that is smaller; null: no law does. */
  async #smaller({ smallest, shrinks }: ShrunkFailure, shown: readonly Violation[]): Promise<ShrunkFailure | null> {
    const weight = weightOf(smallest.model);
    const told = shown.some(({ law }) => !isDerived(law)) ? shown.filter(({ law }) => !isDerived(law)) : shown;
    for (const violation of told.slice(0, MOST_LAWS)) {
      const law = this.#laws.find(({ id }) => id === violation.law);
      if (law === undefined) continue;
      const next = await this.#ask.shrink({ law, of: smallest, violation }, () => true);
      if (weightOf(next.smallest.model) < weight) return { ...next, shrinks: shrinks + next.shrinks };
    }
    return null;
  }

  /** A run whose case breaks the law: this one, or the first that did. */
  async #runOf(law: Law, run: number): Promise<number> {
    const shown = await this.#ask.judge(this.#ask.caseOf(run), [law]);
    return shown.length > 0 ? run : this.#firstOf(law, run);
  }

  #firstOf(law: Law, otherwise: number): number {
    return this.#failing.find((each) => each.law === law)?.groups[0].first.run ?? otherwise;
  }

  /** A law that breaks on the smallest case of a finding. */
  #show(violation: Violation, smallest: ShrunkFailure): void {
    const law = this.#laws.find(({ id }) => id === violation.law);
    const draft = this.#drafts.find(({ key }) => key === smallest.violation.rule);
    if (law === undefined || draft === undefined) return;
    draft.laws.add(law.id);
    this.#keep(law, this.#ask.tell(law, this.#firstOf(law, draft.failure.run), { ...smallest, violation }));
  }

  #add(draft: FindingDraft, law: Law, { first: { run, violation } }: Group): void {
    draft.laws.add(law.id);
    const of = this.#ask.caseOf(run);
    this.#keep(law, this.#ask.tell(law, run, { smallest: of, violation, shrinks: 0, repeats: null, outOfTime: false }));
  }

  #keep(law: Law, failure: Failure): void {
    if (!this.failures.has(law.id)) this.failures.set(law.id, failure);
  }

  /** Adds a failure to the finding of its cause: the smallest case is told, of equal ones that of the earliest law. */
  async #merge(key: string, laws: readonly Law[], failure: Failure): Promise<void> {
    for (const law of laws) if (law.id === failure.violation.law) this.#keep(law, failure);
    const ids = laws.map(({ id }) => id);
    const draft = this.#drafts.find((each) => each.key === key);
    if (draft === undefined) {
      const added: FindingDraft = { key, failure, laws: new Set(ids), lookAlikes: [] };
      this.#drafts.push(added);
      await this.#lookUp(added);
      return;
    }
    for (const id of ids) draft.laws.add(id);
    const [before, now] = [weightOf(draft.failure.smallest.model), weightOf(failure.smallest.model)];
    if (now >= before || failure.violation.rule !== draft.failure.violation.rule) return;
    draft.failure = failure;
    await this.#lookUp(draft);
  }
}
