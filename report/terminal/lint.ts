import type { Problem } from '../../spec/lint/problem.ts';
import { createColors } from './colors.ts';

/** The problems of a file's description, one line each, or one line if there are none. */
export function renderLint(file: string, problems: readonly Problem[], color: boolean): string {
  const colors = createColors(color);
  if (problems.length === 0) return `${file}: ${colors.green('no problem found')}\n`;
  return problems
    .map(
      ({ severity, path, text, id, rule }) =>
        `${file}: ${severity === 'trap' ? colors.yellow(severity) : colors.red(severity)}: ${path}: ${text} (${id}, ${rule})\n`,
    )
    .join('');
}
