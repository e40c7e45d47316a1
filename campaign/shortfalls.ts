import type { Hello } from '../engine/engine.ts';
import type { LawResult } from './result.ts';

/** What a run must have judged, beyond what every run must have. */
export interface Requirements {
  /** Features that the engine must list. */
  readonly features: readonly string[];
  /** Every selected law must have judged a case. */
  readonly allLaws: boolean;
}

/** The share of cases that an engine may leave unjudged by answering `unsupported`. */
export const UNJUDGED_SHARE = 0.05;

/** How often a law was tried, and with which verdicts. */
type TriedLaw = Pick<LawResult, 'law' | 'verdicts'>;

/** What a run came to, as far as it decides whether enough was judged. */
export interface JudgedExtent {
  readonly engine: Pick<Hello, 'features'>;
  readonly cases: number;
  /** Cases in which a law could not be judged, because the engine answered `unsupported`. */
  readonly unjudged: number;
  readonly laws: readonly TriedLaw[];
  /** Ids of selected laws about what the engine does not see. */
  readonly lawsLeftOut: readonly string[];
}

/**
 * Why too little was judged for a verdict of conformance, in words for the user;
 * empty: enough was. A law that no case was about is enough, unless all laws are
 * required: few runs bring few kinds of cases.
 */
export function shortfallsOf(extent: JudgedExtent, requirements?: Requirements): string[] {
  const { engine, cases, unjudged, laws, lawsLeftOut } = extent;
  const found = (requirements?.features ?? [])
    .filter((feature) => !engine.features.includes(feature))
    .map((feature) => `the engine does not list ${feature}, which is required`);
  if (unjudged > cases * UNJUDGED_SHARE)
    found.push(`${unjudged} of ${cases} cases could not be judged: the response was 'unsupported'`);
  const unsupported = laws.filter(isUnsupported);
  if (unsupported.length > 0)
    found.push(`laws that could not be judged in any case: ${unsupported.map(({ law }) => law.id).join(', ')}`);
  if (requirements?.allLaws !== true) return found;
  const idle = laws.filter((law) => !isUnsupported(law) && countOf(law) === 0).map(({ law }) => law.id);
  if (idle.length + lawsLeftOut.length > 0)
    found.push(`laws that judged no case, and all are required: ${[...idle, ...lawsLeftOut].join(', ')}`);
  return found;
}

function isUnsupported(law: TriedLaw): boolean {
  const cases = countOf(law);
  return cases > 0 && law.verdicts.unsupported === cases;
}

function countOf({ verdicts }: TriedLaw): number {
  return Object.values(verdicts).reduce((sum, n) => sum + n, 0);
}
