import { headline, sentence, sideNames } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

/** The findings as a table, for a comment on a change. */
export function compatMarkdown({ result: { devices }, sorted }: CompatReport): string {
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
  const fine = 2 * devices.length - findings.length - suppressed.length;
  return `### Migration compatibility\n\n${told}${old}${devices.length} devices, both ways: ${fine} compatible, ${findings.length} not or not always, ${suppressed.length} suppressed.\n`;
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
