import type { PageFinding } from '../data.ts';

/** What is looked for among the findings; null or empty: anything. */
export interface Filter {
  readonly query: string;
  readonly verdict: string | null;
  readonly law: string | null;
  readonly rule: string | null;
  readonly engine: number | null;
}

export const noFilter: Filter = { query: '', verdict: null, law: null, rule: null, engine: null };

/** Whether a finding is looked for: every word of the query stands in it. */
export function matches(finding: PageFinding, { query, verdict, law, rule, engine }: Filter): boolean {
  if (verdict !== null && finding.verdict !== verdict) return false;
  if (law !== null && !finding.laws.includes(law)) return false;
  if (rule !== null && !finding.broken.includes(rule)) return false;
  if (engine !== null && finding.engine !== engine) return false;
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const text = textOf(finding);
  return words.every((word) => text.includes(word));
}

const texts = new WeakMap<PageFinding, string>();

function textOf(finding: PageFinding): string {
  const known = texts.get(finding);
  if (known !== undefined) return known;
  const { laws, lawTitle, rule, verdict, summary, facts, rules, device } = finding;
  const parts = [...laws, lawTitle, rule, verdict, summary, device?.label ?? ''];
  const text = [...parts, ...facts.map(({ value }) => value), ...Object.keys(rules)].join(' ').toLowerCase();
  texts.set(finding, text);
  return text;
}

/** The values that the findings have, most frequent first. */
export function choices(
  findings: readonly PageFinding[],
  of: (finding: PageFinding) => string | readonly string[],
): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of findings.flatMap(of)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
}
