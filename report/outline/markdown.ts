import { escapeMarkdown } from '../markdown/escape.ts';
import type { Outline, OutlineSection } from './outline.ts';

/** An outline as Markdown, ending in a newline. */
export function outlineMarkdown({ title, sections }: Outline): string {
  return `${[`### ${escapeMarkdown(title)}`, ...sections.flatMap(parts)].join('\n\n')}\n`;
}

function parts({ title, text, columns, rows }: OutlineSection): string[] {
  return [
    `#### ${escapeMarkdown(title)}`,
    ...(text === '' ? [] : [escapeMarkdown(text)]),
    ...(rows.length === 0 ? [] : [[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')]),
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '---' ? cell : escapeMarkdown(cell))).join(' | ')} |`;
}
