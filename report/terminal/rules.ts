import type { Rule } from '../../spec/rules.ts';
import { createPaint } from './paint.ts';
import { indent, wrapItems } from './words.ts';

/** The rules for the terminal, one paragraph each, ending in a newline. */
export function renderRules(rules: readonly Rule[], color: boolean): string {
  const paint = createPaint(color);
  return rules
    .map(({ id, level, dialects, source, statement }) => {
      const head = `${paint.bold(id)} ${paint.cyan(level)} ${paint.dim(`${dialects.join(', ')}; ${source}`)}`;
      return `${head}\n${indent(wrapItems(statement.split(' '), 96, ' ').join('\n'))}\n`;
    })
    .join('\n');
}
