import type { LawDocument, ResultDocument } from '../json/document.ts';
import { plural } from '../terminal/words.ts';
import type { LawCell, PageLaw } from './data.ts';

/** Every law of the results, with a cell for each. */
export function lawRows(results: readonly ResultDocument[]): PageLaw[] {
  const ids = new Map(results.flatMap(({ laws }) => laws.map((law) => [law.id, law] as const)));
  return [...ids.values()].map(({ id, title, rules }) => ({
    id,
    title,
    rules,
    cells: results.map(({ laws }) => {
      const law = laws.find((each) => each.id === id);
      return law === undefined ? null : cellOf(law);
    }),
  }));
}

function cellOf(law: LawDocument): LawCell {
  const { verdicts, failing, known, outOfLevel, notJudged, failure } = law;
  const cases = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  const violations = (groups: LawDocument['failing']): number => groups.reduce((sum, group) => sum + group.cases, 0);
  if (failure !== null || failing.length > 0)
    return { state: 'fails', cases, text: plural(violations(failing), 'violation') };
  if (known.length > 0) return { state: 'known', cases, text: plural(violations(known), 'known violation') };
  if (notJudged !== null) return { state: 'not-judged', cases, text: notJudged };
  if (outOfLevel.length > 0)
    return {
      state: 'ignored',
      cases,
      text: `${plural(violations(outOfLevel), 'violation')} below the level of the run`,
    };
  return { state: 'conforms', cases, text: 'conforms' };
}
