import { ruleEntries, type LastCheck, type RuleEntry } from '../rule-entries.ts';
import { createColors, type Colors } from './colors.ts';
import { indent, plural, wrapItems } from './words.ts';

const WIDTH = 96;

/** The rules for the terminal, one paragraph each, ending in a newline; `last` holds how many cases tested each. */
export function renderRules(last: LastCheck | null, color: boolean): string {
  const colors = createColors(color);
  const paragraphs = ruleEntries(last).map((entry) => paragraph(entry, colors));
  return `${[...paragraphs, lastText(last)].join('\n\n')}\n`;
}

function paragraph({ rule, laws, testedCases }: RuleEntry, colors: Colors): string {
  const { id, level, dialects, source, statement } = rule;
  const head = `${colors.bold(id)} ${colors.cyan(level)} ${colors.dim(`${dialects.join(', ')}; ${source}`)}`;
  const checked = laws.length === 0 ? colors.red('no law checks it') : `checked by ${laws.join(', ')}`;
  const often =
    testedCases === null
      ? ''
      : `; ${testedCases === 0 ? colors.yellow('never tested') : `tested by ${plural(testedCases, 'case')}`}`;
  return [
    head,
    ...[statement, `${checked}${often}`].map((text) => indent(wrapItems(text.split(' '), WIDTH, ' ').join('\n'))),
  ].join('\n');
}

function lastText(last: LastCheck | null): string {
  if (last === null) return "No counts yet: run 'check' first.";
  const { engine, dialect, seed, ruleCoverage } = last;
  return `Counts: from the last check (${engine}, ${dialect}, seed ${seed}), ${plural(ruleCoverage.cases, 'case')} counted.`;
}
