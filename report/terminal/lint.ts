import type { Problem } from '../../spec/lint/problem.ts';
import { createPaint } from './paint.ts';

/** What is wrong with the description in a file, a line each; nothing wrong is a line too. */
export function renderLint(file: string, problems: readonly Problem[], color: boolean): string {
  const paint = createPaint(color);
  if (problems.length === 0) return `${file}: ${paint.green('nothing to complain about')}\n`;
  return problems
    .map(
      ({ severity, path, text, id, rule }) =>
        `${file}: ${severity === 'trap' ? paint.yellow(severity) : paint.red(severity)}: ${path}: ${text} (${id}, ${rule})\n`,
    )
    .join('');
}
