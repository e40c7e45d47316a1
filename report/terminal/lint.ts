import type { LintFinding } from '../../devices/lint/finding.ts';
import { createColors } from './colors.ts';
import { truncate } from './truncate.ts';

/** The findings of a file, each with a way to fix it, or one line if there are none. */
export function renderLint(file: string, findings: readonly LintFinding[], color: boolean): string {
  const colors = createColors(color);
  if (findings.length === 0) return `${truncate(file)}: ${colors.green('no problem found')}\n`;
  return findings
    .map(({ severity, path, text, id, rule, fix }) => {
      const level = severity === 'trap' ? colors.yellow(severity) : colors.red(severity);
      return `${truncate(file)}: ${level}: ${truncate(path)}: ${truncate(text)} (${id}, ${rule})\n  ${colors.dim(`fix: ${truncate(fix)}`)}\n`;
    })
    .join('');
}
