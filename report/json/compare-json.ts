import { caseDocument, plainJson } from '../../campaign/failure-document.ts';
import { agree, type AspectResult, type CompareResult, type Divergence } from '../../campaign/compare/result.ts';
import { statisticsDocument } from './statistics-json.ts';

/** A comparison as one JSON document; bytes in hex. */
export function compareJson(result: CompareResult, interrupted: boolean): string {
  const { statistics, aspects, ...rest } = result;
  const document = {
    agree: agree(result),
    interrupted,
    ...rest,
    statistics: statisticsDocument(statistics, result.dialect),
    aspects: aspects.map(aspectDocument),
  };
  return `${JSON.stringify(document, plainJson, 2)}\n`;
}

function aspectDocument({ divergence, ...rest }: AspectResult): object {
  return { ...rest, divergence: divergence === null ? null : divergenceDocument(divergence) };
}

/** Its cases are as in case files, for `check --case` to read. */
function divergenceDocument({ run, shrinks, difference, original, smallest }: Divergence): object {
  return { run, shrinks, difference, original: caseDocument(original), smallest: caseDocument(smallest) };
}
