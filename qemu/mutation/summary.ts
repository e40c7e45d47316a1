import type { JudgedMutant, MutantOutcome } from './outcome.ts';

/** How many mutants ended how. */
export interface MutantCount {
  killed: number;
  survived: number;
  /** The same code or none: nothing to judge. */
  other: number;
}

export interface MutationSummary {
  readonly total: MutantCount;
  /** By file and function, in the order of the files. */
  readonly functions: ReadonlyMap<string, MutantCount>;
  /** How many each law killed first, most first. */
  readonly laws: readonly (readonly [law: string, killed: number])[];
  /** Cases to the kill. */
  readonly cases: { readonly median: number; readonly p90: number; readonly max: number };
}

export function summarizeMutants(judged: readonly JudgedMutant[]): MutationSummary {
  const total = { killed: 0, survived: 0, other: 0 };
  const functions = new Map<string, MutantCount>();
  const laws = new Map<string, number>();
  const cases: number[] = [];
  for (const { mutant, outcome } of judged) {
    const [file, name] = mutant.id.split(':');
    const key = `${file ?? ''} ${name ?? ''}`;
    const own = functions.get(key) ?? { killed: 0, survived: 0, other: 0 };
    functions.set(key, own);
    const kind = kindOf(outcome);
    own[kind]++;
    total[kind]++;
    if (outcome.status !== 'killed') continue;
    laws.set(outcome.law, (laws.get(outcome.law) ?? 0) + 1);
    cases.push(outcome.cases);
  }
  cases.sort((a, b) => a - b);
  const at = (share: number): number => cases[Math.min(cases.length - 1, Math.floor(share * cases.length))] ?? 0;
  return {
    total,
    functions,
    laws: [...laws].sort(([, a], [, b]) => b - a),
    cases: { median: at(0.5), p90: at(0.9), max: at(1) },
  };
}

function kindOf({ status }: MutantOutcome): keyof MutantCount {
  switch (status) {
    case 'killed':
      return 'killed';
    case 'survived':
    case 'out of time':
      return 'survived';
    case 'same code':
    case 'does not compile':
      return 'other';
  }
}
