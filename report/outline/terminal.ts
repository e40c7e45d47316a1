import { createColors } from '../terminal/colors.ts';
import { table } from '../terminal/table.ts';
import { truncate } from '../terminal/truncate.ts';
import { indent } from '../terminal/words.ts';
import type { Outline, OutlineSection } from './outline.ts';

/** An outline for the terminal, ending in a newline. */
export function outlineText({ title, sections }: Outline, color: boolean): string {
  const colors = createColors(color);
  const section = ({ title: head, text, columns, rows }: OutlineSection): string => {
    const cells = rows.map((row) => row.map(truncate));
    return [
      colors.bold(head),
      ...(text === '' ? [] : [indent(truncate(text))]),
      ...(rows.length === 0 ? [] : [table({ head: columns.map((each) => colors.dim(each)), rows: cells })]),
    ].join('\n');
  };
  return `${[colors.bold(truncate(title)), ...sections.map(section)].join('\n\n')}\n`;
}
