import { ruleEntries, type LastCheck, type RuleEntry } from '../rule-entries.ts';
import { createPaint, type Paint } from './paint.ts';
import { indent, plural, wrapItems } from './words.ts';

const WIDTH = 96;

/** The rules for the terminal, one paragraph each, ending in a newline; `last` says how often they were put to the test. */
export function renderRules(last: LastCheck | null, color: boolean): string {
  const paint = createPaint(color);
  const paragraphs = ruleEntries(last).map((entry) => paragraph(entry, paint));
  return `${[...paragraphs, lastText(last)].join('\n\n')}\n`;
}

function paragraph({ rule, laws, exercised }: RuleEntry, paint: Paint): string {
  const { id, level, dialects, source, statement } = rule;
  const head = `${paint.bold(id)} ${paint.cyan(level)} ${paint.dim(`${dialects.join(', ')}; ${source}`)}`;
  const checked = laws.length === 0 ? paint.red('no law checks it') : `checked by ${laws.join(', ')}`;
  const often =
    exercised === null
      ? ''
      : `; ${exercised === 0 ? paint.yellow('never put to the test') : `put to the test by ${plural(exercised, 'case')}`}`;
  return [
    head,
    ...[statement, `${checked}${often}`].map((text) => indent(wrapItems(text.split(' '), WIDTH, ' ').join('\n'))),
  ].join('\n');
}

function lastText(last: LastCheck | null): string {
  if (last === null) return "How often each was put to the test: no run yet ('check' makes one).";
  const { engine, dialect, seed, exercise } = last;
  return `Put to the test: in the last check (${engine}, ${dialect}, seed ${seed}), of which ${plural(exercise.cases, 'case')} ${exercise.cases === 1 ? 'was' : 'were'} looked at.`;
}
