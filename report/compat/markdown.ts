import { alikeConditions, countAlike } from './alike-conditions.ts';
import { headline, sentence, sideNames } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

/** The findings as a table, for a comment on a change. */
export function compatMarkdown({ result, sorted, sameMachine }: CompatReport): string {
  const { devices } = result;
  const { findings, suppressed, stale } = sorted;
  const rows = findings.map(({ device, direction, answer }) => {
    const { saves, loads } = sideNames(direction);
    return `| ${[code(device), `${saves} to ${loads}`, headline(answer), cell(sentence(answer, direction))].join(' | ')} |\n`;
  });
  const head = '| device | stream | answer | why |\n| --- | --- | --- | --- |\n';
  const told = rows.length === 0 ? '' : `${head}${rows.join('')}\n`;
  const old = stale
    .map(({ line, text }) => `- line ${line} of the suppressions matches nothing: ${code(text)}\n`)
    .join('');
  const alike = sameMachine ? [] : alikeConditions(result);
  const needed = alike.map(
    ({ text, devices: n, otherwise }) =>
      `- ${cell(text)} (${n === 1 ? '1 device' : `${n} devices`}); else ${otherwise}\n`,
  );
  const conditions =
    needed.length === 0
      ? ''
      : `\nMust be alike on both sides, as one machine type with the same properties makes them:\n\n${needed.join('')}`;
  const unequal = sameMachine ? 0 : countAlike(result);
  const fine = 2 * devices.length - findings.length - suppressed.length - unequal;
  const ifAlike = unequal === 0 ? '' : `, ${unequal} compatible if alike`;
  return `### Migration compatibility\n\n${told}${old}${devices.length} devices, both ways: ${fine} compatible${ifAlike}, ${findings.length} not or not always, ${suppressed.length} suppressed.\n${conditions}`;
}

/** Text from outside: no markup of it works, and no cell ends early. */
function cell(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~#]/g, '\\$&');
}

function code(text: string): string {
  return `<code>${text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('|', '&#124;')
    .replaceAll(/\p{Cc}/gu, '�')}</code>`;
}
