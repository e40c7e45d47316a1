import type { VectorFault, VectorsResult } from '../../campaign/vectors/check.ts';
import { createPaint, type Paint } from './paint.ts';
import { plural, wrapItems } from './words.ts';

/** Faults that are told one by one. */
const SHOWN = 20;

export interface VectorsReportOptions {
  /** Name and version. */
  readonly engine: string;
  readonly dialect: string;
  readonly color: boolean;
}

/** What came of a set of vectors, ending in a newline. */
export function renderVectors(result: VectorsResult, { engine, dialect, color }: VectorsReportOptions): string {
  const paint = createPaint(color);
  const { vectors, judged, unsupported, faults } = result;
  const much = `${plural(vectors, 'vector')} of ${dialect}, ${judged} saves and loads${unsupported === 0 ? '' : `, ${unsupported} unsupported`}`;
  if (faults.length === 0) {
    const conclusion = `${engine} does as the vectors say (${much}).`;
    return `${judged === 0 ? paint.yellow(`Nothing was judged (${much}).`) : paint.green(conclusion)}\n`;
  }
  const more = faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
  const lines = [...faults.slice(0, SHOWN).map((fault) => faultText(fault, paint)), ...more];
  return `${lines.join('\n\n')}\n\n${paint.red(`${engine} does otherwise in ${plural(faults.length, 'place')} (${much}).`)}\n`;
}

function faultText({ group, vector, what, rules, summary }: VectorFault, paint: Paint): string {
  return [
    `${paint.bold(`${group} ${vector}`)}: ${what === 'save' ? what : `load of: ${what}`}`,
    `  ${summary}`,
    ...wrapItems(rules, 88, ' ').map((line) => `  ${paint.dim(line)}`),
  ].join('\n');
}
