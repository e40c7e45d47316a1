import type { FailureJson, LawDocument, ResultDocument } from '../json/document.ts';

/** What one result comes to, in numbers that can be held against those of another. */
export interface Measures {
  readonly cases: number;
  /** Cases per second of work; null: the result does not say how long it took. */
  readonly rate: number | null;
  readonly findings: number;
  readonly rulesTested: number;
  readonly lawsBroken: number;
}

export function measuresOf(result: ResultDocument): Measures {
  const { cases, milliseconds, findings, laws } = result;
  return {
    cases,
    rate: milliseconds > 0 ? (1000 * cases) / milliseconds : null,
    findings: findings.length,
    rulesTested: testedRulesOf(result).length,
    lawsBroken: laws.filter(isBrokenLaw).length,
  };
}

/** Rules that some case tested. */
export function testedRulesOf({ ruleCoverage }: ResultDocument): string[] {
  return Object.entries(ruleCoverage?.rules ?? {}).flatMap(([rule, n]) => (n > 0 ? [rule] : []));
}

export function isBrokenLaw({ failing, failure }: LawDocument): boolean {
  return failing.length > 0 || failure !== null;
}

/** What makes findings of two results the same: not the case, which another seed shrinks to another one. */
export function findingKey({ violation: { law, rule, verdict } }: FailureJson): string {
  return `${law} ${rule} ${verdict}`;
}

/** `qemu 10.0.13, judged by qemu-11.1` */
export function resultName({ engine, dialect }: ResultDocument): string {
  return `${engine.name} ${engine.version}, judged by ${dialect}`;
}

/** How the run ended, in a word or two. */
export function verdictWordOf({ passes, conforms, interrupted }: ResultDocument): string {
  if (!passes) return 'fails';
  if (interrupted) return 'interrupted';
  return conforms ? 'conforms' : 'known failures';
}
