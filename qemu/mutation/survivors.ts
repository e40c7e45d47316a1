import type { JudgedMutant } from './outcome.ts';
import type { Mutant } from './mutants.ts';

/** A line of the list of survivors: mutants that no case can tell from the original, each with the reason. */
export interface Survivor {
  /** The id of a mutant; `*` at its end stands for any text. */
  readonly pattern: string;
  readonly reason: string;
  readonly line: number;
}

/** Reads the list: `id | reason`, comments after `#`. Returns the problem, with its line, where it is none. */
export function parseSurvivors(text: string, file: string): readonly Survivor[] | { readonly problem: string } {
  const survivors: Survivor[] = [];
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    if (whole.trim() === '' || whole.startsWith('#')) continue;
    const [pattern = '', reason = '', ...rest] = whole.split('|').map((part) => part.trim());
    if (pattern === '' || reason === '' || rest.length > 0)
      return { problem: `${file}:${at + 1}: a line is 'id | reason'` };
    survivors.push({ pattern, reason, line: at + 1 });
  }
  return survivors;
}

export function isListed({ pattern }: Survivor, { id }: Mutant): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** What is wrong between the list and what was seen: unlisted survivors, and lines that are not true. */
export function survivorFaults(
  judged: readonly JudgedMutant[],
  all: readonly Mutant[],
  list: readonly Survivor[],
): string[] {
  const faults: string[] = [];
  for (const { mutant, change, outcome } of judged) {
    if (list.some((each) => isListed(each, mutant))) continue;
    if (outcome.status === 'survived')
      faults.push(`${mutant.id} survived ${outcome.cases} cases: line ${mutant.line}, ${change}`);
    if (outcome.status === 'out of time')
      faults.push(`${mutant.id} was judged by ${outcome.cases} cases only; give it more --time`);
  }
  for (const each of list) {
    const matching = judged.filter(({ mutant }) => isListed(each, mutant));
    const killed = matching.find(({ outcome }) => outcome.status === 'killed');
    if (!all.some((mutant) => isListed(each, mutant)))
      faults.push(`line ${each.line} of the list: no mutant is ${each.pattern}`);
    else if (killed !== undefined) faults.push(`line ${each.line} of the list: ${killed.mutant.id} was killed`);
  }
  return faults;
}
