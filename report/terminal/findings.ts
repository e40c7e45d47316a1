import { rules } from '../../spec/rules/rules.ts';
import type { FindingRecord, LookAlikeRecord } from '../../campaign/stream/finding-record.ts';
import { coverable, coveredBy, type Covered } from '../../campaign/stream/coverage.ts';
import type { Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import { caseToken } from '../../campaign/corpus/token.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { createColors, type Colors } from './colors.ts';
import { modelText } from './model-text.ts';
import { truncate } from './truncate.ts';
import { indent, plural, wrapItems } from './words.ts';

/** The findings of a campaign, ending in a newline. */
export function findingsText({ parts, totals, problems, unshrunk }: Conclusion, color: boolean): string {
  const { header, findings, end } = parts;
  const colors = createColors(color);
  const { engine, dialect, seed } = header;
  const who = `${colors.bold(`${engine.name} ${engine.version}`)} (${engine.language}), judged by ${dialect}, seed ${seed}`;
  const found = findings.length === 0 ? colors.green('no findings') : colors.red(plural(findings.length, 'finding'));
  const covered = coveredText(coveredBy(totals, dialect, header.laws), coverable(dialect, header.laws)).join(', ');
  const rest = [
    ...problems.map((text) => colors.red(truncate(text))),
    ...(unshrunk === 0
      ? []
      : [colors.yellow(`${plural(unshrunk, 'kind')} of failure not shrunk yet: the same command goes on with them`)]),
  ];
  const last = [`${plural(end.cases, 'case')}, ${covered}: ${found}`, ...rest].join('\n');
  return `${[who, ...findings.map((finding) => findingText(finding, colors)), last].join('\n\n')}\n`;
}

/** `laws 40/40, rules 60/61, pairs 300/310` */
export function coveredText(covered: Covered, of: Covered): string[] {
  return (['laws', 'rules', 'pairs'] as const).map((what) => `${what} ${covered[what]}/${of[what]}`);
}

function findingText(finding: FindingRecord, colors: Colors): string {
  const { signature, fingerprint, laws, cases, failure, also, lookAlikes = [] } = finding;
  const { run, shrinks, violation, smallest, smallestId } = failure;
  const read = parseCase(JSON.stringify(smallest));
  const rule = rules.find(({ id }) => id === signature.rule);
  const title = `${fingerprint}: ${signatureLine(finding)}`;
  const size = `${plural(cases, 'failure')}, run ${run}, ${plural(shrinks, 'shrink')}, case ${smallestId}`;
  return [
    `${colors.red(colors.bold(title))} ${colors.dim(`(${size})`)}`,
    indent(colors.bold(truncate(violation.summary))),
    ...(lookAlikes.length > 0 ? [indent(`${colors.cyan('Like this bug')} ${bugsText(lookAlikes)}`)] : []),
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
    ...(read.ok ? [indent(`${colors.cyan('Replay')} npx vmstate-conformance replay ${caseToken(read.value)}`)] : []),
    ...(also.length === 0
      ? []
      : [
          indent(colors.cyan('Larger devices that fail likewise')),
          indent(wrapItems(also.map(signatureLine), 92, ', ').join('\n'), 4),
        ]),
  ].join('\n');
}

/** What was seen does not tell them apart. */
function bugsText(bugs: readonly LookAlikeRecord[]): string {
  return bugs
    .slice(0, 2)
    .map(({ breaks }) => truncate(breaks))
    .join(' Or: ');
}

function signatureLine({ signature: { rule, field, divergence } }: Pick<FindingRecord, 'signature'>): string {
  return `${rule} ${field} ${divergence}`;
}
