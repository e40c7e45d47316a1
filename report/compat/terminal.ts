import type { EqualityAssumption, Answer } from '../../devices/compat/answer.ts';
import type { CompatResult } from '../../devices/compat/compare-sets.ts';
import type { Incompatibility, Sorted } from '../../devices/compat/suppressions.ts';
import { createColors, type Colors } from '../terminal/colors.ts';
import { truncate } from '../terminal/truncate.ts';
import { alikeText, headline, proofText, sentence, sideNames } from './sentences.ts';
import { witnessTable } from './witness-table.ts';

/** A result with what is suppressed sorted out. */
export interface CompatReport {
  readonly result: CompatResult;
  readonly sorted: Sorted;
}

/** Every finding with its witness, what is taken to be alike, and the numbers. */
export function renderCompat({ result, sorted }: CompatReport, color: boolean): string {
  const colors = createColors(color);
  return [
    ...sorted.findings.map((finding) => findingText(finding, colors)),
    ...single(result, colors),
    alikeLines(result),
    ...sorted.stale.map(
      ({ line, text }) =>
        `${colors.red('stale')}: line ${line} of the suppressions matches nothing: ${truncate(text)}\n`,
    ),
    missing(result),
    summary({ result, sorted }),
  ].join('');
}

function findingText({ device, direction, answer }: Incompatibility, colors: Colors): string {
  const { saves, loads } = sideNames(direction);
  const mark = answer.kind === 'conditional' || answer.kind === 'unknown' ? colors.yellow : colors.red;
  const head = `${colors.bold(truncate(device))}: ${saves} to ${loads}: ${mark(headline(answer))}: ${sentence(answer, direction)}\n`;
  if (answer.kind === 'unknown' || answer.kind === 'conditional') return head;
  const { witness } = answer;
  const isRefused = answer.kind === 'refused';
  const state = witness.state.map((line) => `    ${truncate(line)}\n`).join('');
  return isRefused ? head : `${head}${state}${witnessTable(witness, direction)}\n`;
}

/** One device is told in full, even where nothing is wrong. */
function single({ devices }: CompatResult, colors: Colors): string[] {
  const [device] = devices;
  if (device === undefined || devices.length > 1) return [];
  return (['forward', 'backward'] as const).flatMap((direction) => {
    const answer: Answer = device.answers[direction];
    if (answer.kind !== 'compatible') return [];
    const { saves, loads } = sideNames(direction);
    return [
      `${colors.bold(truncate(device.name))}: ${saves} to ${loads}: ${colors.green('compatible')}: ${proofText(answer)}\n`,
    ];
  });
}

/** Each once, with the number of devices that read it: in a binary, one function is one condition. */
function alikeLines({ devices }: CompatResult): string {
  const counts = new Map<string, number>();
  for (const { answers } of devices) {
    const all = [answers.forward, answers.backward].flatMap((answer): readonly EqualityAssumption[] =>
      'alike' in answer ? answer.alike : [],
    );
    for (const text of new Set(all.map(alikeText))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size === 0) return '';
  const lines = [...counts].map(
    ([text, n]) => `  ${text}${devices.length > 1 ? ` (${n === 1 ? '1 device' : `${n} devices`})` : ''}\n`,
  );
  return `taken to be alike on both sides (the same machine and properties; --assume says otherwise):\n${lines.join('')}`;
}

function missing({ onlyOld, onlyNow, unmigratable }: CompatResult): string {
  const line = (what: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `${what}: ${names.map(truncate).join(', ')}\n`;
  return line('only in the old', onlyOld) + line('only in the new', onlyNow) + line('not migratable', unmigratable);
}

function summary({ result: { devices }, sorted: { findings, suppressed } }: CompatReport): string {
  const kinds = ['conditional', 'refused', 'shifted', 'reinterpreted', 'unknown'] as const;
  const words = {
    conditional: 'conditional',
    refused: 'refused',
    shifted: 'shifted',
    reinterpreted: 'with other values',
    unknown: 'unknown',
  };
  const counts = kinds.flatMap((kind) => {
    const n = findings.filter(({ answer }) => answer.kind === kind).length;
    return n === 0 ? [] : [`${n} ${words[kind]}`];
  });
  const fine = 2 * devices.length - findings.length - suppressed.length;
  const known = suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`];
  const what = devices.length === 1 ? '1 device' : `${devices.length} devices`;
  return `${what}, both ways: ${[`${fine} compatible`, ...counts, ...known].join(', ')}\n`;
}
