import { rules } from '../../spec/rules/rules.ts';
import type { FindingRecord } from '../../campaign/stream/finding-record.ts';
import type { StreamParts } from '../../campaign/stream/write.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { createColors, type Colors } from './colors.ts';
import { modelText } from './model-text.ts';
import { truncate } from './truncate.ts';
import { indent, plural, wrapItems } from './words.ts';

/** The findings of a campaign, ending in a newline. */
export function findingsText({ header, findings, end }: StreamParts, color: boolean): string {
  const colors = createColors(color);
  const { engine, dialect, seed } = header;
  const who = `${colors.bold(`${engine.name} ${engine.version}`)} (${engine.language}), judged by ${dialect}, seed ${seed}`;
  const found = findings.length === 0 ? colors.green('no findings') : colors.red(plural(findings.length, 'finding'));
  return `${[who, ...findings.map((finding) => findingText(finding, colors)), `${plural(end.cases, 'case')}: ${found}`].join('\n\n')}\n`;
}

function findingText(finding: FindingRecord, colors: Colors): string {
  const { signature, fingerprint, laws, cases, failure } = finding;
  const { run, shrinks, violation, smallest, smallestId } = failure;
  const read = parseCase(JSON.stringify(smallest));
  const rule = rules.find(({ id }) => id === signature.rule);
  const title = `${fingerprint}: ${signature.rule}, ${signature.field}, ${signature.divergence}`;
  const size = `${plural(cases, 'failure')}, run ${run}, ${plural(shrinks, 'shrink')}, case ${smallestId}`;
  return [
    `${colors.red(colors.bold(title))} ${colors.dim(`(${size})`)}`,
    indent(colors.bold(truncate(violation.summary))),
    ...(rule === undefined ? [] : [indent(wrapItems(rule.statement.split(' '), 96, ' ').join('\n'))]),
    ...(read.ok ? [indent(colors.cyan('The smallest device that fails')), indent(modelText(read.value.model), 4)] : []),
    indent(colors.cyan('Laws that it breaks')),
    indent(
      wrapItems(
        laws.map(({ law }) => law),
        92,
      ).join('\n'),
      4,
    ),
  ].join('\n');
}
