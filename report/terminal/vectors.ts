import type { VectorFault, VectorsResult } from '../../campaign/vectors/check.ts';
import { createColors, type Colors } from './colors.ts';
import { plural, wrapItems } from './words.ts';

/** Faults that are listed individually. */
const SHOWN = 20;

export interface VectorsReportOptions {
  /** Name and version. */
  readonly engine: string;
  readonly dialect: string;
  readonly color: boolean;
}

/** The report of `vectors --check`, ending in a newline. */
export function renderVectors(result: VectorsResult, { engine, dialect, color }: VectorsReportOptions): string {
  const colors = createColors(color);
  const { vectors, judged, unsupported, faults } = result;
  const much = `${plural(vectors, 'vector')} of ${dialect}, ${judged} saves and loads${unsupported === 0 ? '' : `, ${unsupported} unsupported`}`;
  if (faults.length === 0) {
    const conclusion = `${engine} matches the vectors (${much}).`;
    return `${judged === 0 ? colors.yellow(`Nothing was judged (${much}).`) : colors.green(conclusion)}\n`;
  }
  const more = faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
  const lines = [...faults.slice(0, SHOWN).map((fault) => faultText(fault, colors)), ...more];
  return `${lines.join('\n\n')}\n\n${colors.red(`${engine} differs from the vectors in ${plural(faults.length, 'place')} (${much}).`)}\n`;
}

function faultText({ group, vector, what, rules, summary }: VectorFault, colors: Colors): string {
  return [
    `${colors.bold(`${group} ${vector}`)}: ${what === 'save' ? what : `load of: ${what}`}`,
    `  ${summary}`,
    ...wrapItems(rules, 88, ' ').map((line) => `  ${colors.dim(line)}`),
  ].join('\n');
}
