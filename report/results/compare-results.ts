import type { ResultDocument } from '../json/document.ts';
import type { Outline, OutlineSection } from '../outline/outline.ts';
import { grouped, plural } from '../terminal/words.ts';
import { findingKey, isBrokenLaw, measuresOf, resultName, testedRulesOf } from './measures.ts';

/** How a newer result differs from an older one. */
export interface ResultComparison {
  /** Findings of the newer one alone. */
  readonly added: ResultDocument['findings'];
  /** Findings of the older one alone. */
  readonly fixed: ResultDocument['findings'];
  /** Laws that held, and are broken now. */
  readonly broken: readonly string[];
  /** Rules that were tested, and are not now. */
  readonly untested: readonly string[];
  /** The newer rate as a part of the older one; null: one of them is unknown. */
  readonly speed: number | null;
}

/** Below this part of the older rate the newer one is slower; what machines differ by from run to run is less. */
const SLOWER = 0.8;

export function compareResults(old: ResultDocument, now: ResultDocument): ResultComparison {
  const [was, is] = [old, now].map(({ findings }) => new Set(findings.map(({ failure }) => findingKey(failure))));
  const held = new Set(old.laws.filter((law) => !isBrokenLaw(law)).map(({ id }) => id));
  const tested = new Set(testedRulesOf(now));
  const [before, after] = [measuresOf(old).rate, measuresOf(now).rate];
  return {
    added: now.findings.filter(({ failure }) => was?.has(findingKey(failure)) !== true),
    fixed: old.findings.filter(({ failure }) => is?.has(findingKey(failure)) !== true),
    broken: now.laws.filter((law) => isBrokenLaw(law) && held.has(law.id)).map(({ id }) => id),
    untested: testedRulesOf(old).filter((rule) => !tested.has(rule)),
    speed: before === null || after === null ? null : after / before,
  };
}

/** Whether the newer result is worse. Speed alone is not: machines differ. */
export function isWorse({ added, broken }: ResultComparison): boolean {
  return added.length > 0 || broken.length > 0;
}

export function comparisonOutline(old: ResultDocument, now: ResultDocument): Outline {
  const comparison = compareResults(old, now);
  const { added, fixed, broken, untested, speed } = comparison;
  const findings = (title: string, of: ResultDocument['findings'], none: string): OutlineSection => ({
    title: `${title}: ${of.length}`,
    text: of.length === 0 ? none : '',
    columns: ['law', 'rule', 'verdict', 'summary'],
    rows: of.map(({ failure: { violation } }) => [violation.law, violation.rule, violation.verdict, violation.summary]),
  });
  return {
    title: `${isWorse(comparison) ? 'Worse' : 'Not worse'}: ${resultName(now)}, compared with ${resultName(old)}`,
    sections: [
      findings('Added findings', added, 'No finding is new.'),
      findings('Fixed findings', fixed, 'No finding is gone.'),
      {
        title: `Broken laws: ${broken.length}`,
        text: broken.length === 0 ? 'No law that held is broken.' : '',
        columns: ['law'],
        rows: broken.map((law) => [law]),
      },
      {
        title: 'Speed and coverage',
        text: `${speedText(speed)}${untestedText(untested)}`,
        columns: ['measure', 'old', 'new'],
        rows: measureRows(old, now),
      },
    ],
  };
}

function speedText(speed: number | null): string {
  if (speed === null) return 'One of the results does not say how long it took.';
  const percent = Math.round(100 * speed);
  return speed < SLOWER ? `Slower: ${percent} % of the rate.` : `Not slower: ${percent} % of the rate.`;
}

function untestedText(rules: readonly string[]): string {
  return rules.length === 0
    ? ''
    : ` ${plural(rules.length, 'rule is', 'rules are')} not tested any more: ${rules.join(', ')}.`;
}

function measureRows(old: ResultDocument, now: ResultDocument): string[][] {
  const [before, after] = [measuresOf(old), measuresOf(now)];
  const shown = (n: number | null): string => (n === null ? '?' : grouped(Math.round(n)));
  return [
    ['cases', shown(before.cases), shown(after.cases)],
    ['cases per second', shown(before.rate), shown(after.rate)],
    ['findings', shown(before.findings), shown(after.findings)],
    ['laws broken', shown(before.lawsBroken), shown(after.lawsBroken)],
    ['rules tested', shown(before.rulesTested), shown(after.rulesTested)],
  ];
}
