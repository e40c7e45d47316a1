import { ruleEntries, type LastCheck, type RuleEntry } from '../rule-entries.ts';
import { createColors, type Colors } from './colors.ts';
import { indent, plural, wrapItems } from './words.ts';

const WIDTH = 96;

/** The rules for the terminal, one paragraph each, ending in a newline; `last` holds how many cases tested each. */
export function renderRules(last: LastCheck | null, color: boolean): string {
  const colors = createColors(color);
  const paragraphs = ruleEntries(last).map((entry) => paragraph(entry, colors));
  return `${[lastText(last), ...paragraphs].join('\n\n')}\n`;
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

/** Whose counts they are comes first: the engine may be another than the reader's. */
function lastText(last: LastCheck | null): string {
  if (last === null) return "No counts: no 'check' was run on this machine, and --last names none.";
  const { engine, dialect, seed, time, ruleCoverage } = last;
  const when = time === null ? '' : ` at ${time}`;
  return wrapItems(
    `Cases are counted of one check: ${engine}, judged by ${dialect}${when} (seed ${seed}, ${plural(ruleCoverage.cases, 'case')} counted). --last FILE counts those of another.`.split(
      ' ',
    ),
    WIDTH,
    ' ',
  ).join('\n');
}
