import { rules } from '../../spec/rules/rules.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { FindingDocument } from '../json/document.ts';
import { createColors } from '../terminal/colors.ts';
import { evidenceText } from '../terminal/evidence.ts';
import { modelText } from '../terminal/model-text.ts';
import { truncate } from '../terminal/truncate.ts';
import { indent, plural, wrapItems } from '../terminal/words.ts';
import { evidenceOf } from './stored-evidence.ts';

const WIDTH = 96;

/** The report of a finding of a stored result: the rule, the smallest device, the evidence, and the command that replays it. */
export function storedFailureText({ failure, laws, lookAlikes = [] }: FindingDocument): string {
  const { run, shrinks, violation, smallest, smallestId, steps, replay } = failure;
  const { law, rule, verdict, summary, evidence } = violation;
  const read = parseCase(JSON.stringify(smallest));
  const statement = rules.find(({ id }) => id === rule)?.statement ?? '';
  const others = laws.filter((id) => id !== law);
  return [
    `${law}: ${verdict} (run ${run}, ${plural(shrinks, 'shrink')}, case ${smallestId})`,
    indent(truncate(summary)),
    ...section('The rule', wrapItems(`${rule} ${statement}`.split(' '), WIDTH, ' ')),
    ...section(
      'The engine answers as one would that has this bug',
      lookAlikes.slice(0, 1).map(({ breaks, id }) => truncate(`${breaks} (${id})`)),
    ),
    ...section('Also shown by', wrapItems(others, WIDTH)),
    ...(read.ok
      ? section(`The smallest device that fails, on a ${abiName(read.value.abi)} host`, [modelText(read.value.model)])
      : []),
    ...section('What was done', steps.map(truncate)),
    ...section('Received and expected', [evidenceText(evidenceOf(evidence), createColors(false))]),
    ...section('Again', [replay]),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', indent(title), indent(lines.join('\n'), 4)];
}
