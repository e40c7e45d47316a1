import type { Answer } from '../../devices/compat/answer.ts';
import type { CompatResult } from '../../devices/compat/compare-sets.ts';
import type { Incompatibility, Sorted } from '../../devices/compat/suppressions.ts';
import { createColors, type Colors } from '../terminal/colors.ts';
import { truncate } from '../terminal/truncate.ts';
import { alikeConditions, countAlike } from './alike-conditions.ts';
import { headline, proofText, sentence, sideNames } from './sentences.ts';
import { witnessTable } from './witness-table.ts';

/** A result with what is suppressed sorted out. */
export interface CompatReport {
  readonly result: CompatResult;
  readonly sorted: Sorted;
  /** Both sides are known to run one machine type with the same properties. */
  readonly sameMachine: boolean;
}

/** Every finding with its witness, what is taken to be alike, and the numbers. */
export function renderCompat(report: CompatReport, color: boolean): string {
  const { result, sorted } = report;
  const colors = createColors(color);
  return [
    ...sorted.findings.map((finding) => findingText(finding, colors)),
    ...single(result, colors),
    alikeLines(report),
    ...sorted.stale.map(
      ({ line, text }) =>
        `${colors.red('stale')}: line ${line} of the suppressions matches nothing: ${truncate(text)}\n`,
    ),
    missing(result),
    summary(report),
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
      `${colors.bold(truncate(device.name))}: ${saves} to ${loads}: ${colors.green(headline(answer))}: ${proofText(answer)}\n`,
    ];
  });
}

function alikeLines({ result, sameMachine }: CompatReport): string {
  const conditions = alikeConditions(result);
  if (conditions.length === 0) return '';
  const isOne = result.devices.length === 1;
  const lines = conditions.map(({ text, devices, otherwise }) => {
    const many = isOne ? '' : ` (${devices === 1 ? '1 device' : `${devices} devices`})`;
    return `  ${text}${many}; else ${otherwise}\n`;
  });
  const title = sameMachine
    ? 'taken to be alike on both sides (--same-machine)'
    : 'must be alike on both sides; the same machine type with the same properties makes them so (--same-machine)';
  return `${title}:\n${lines.join('')}`;
}

function missing({ onlyOld, onlyNow, unmigratable }: CompatResult): string {
  const line = (what: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `${what}: ${names.map(truncate).join(', ')}\n`;
  return line('only in the old', onlyOld) + line('only in the new', onlyNow) + line('not migratable', unmigratable);
}

function summary({ result, sorted: { findings, suppressed }, sameMachine }: CompatReport): string {
  const { devices } = result;
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
  const alike = sameMachine ? 0 : countAlike(result);
  const fine = 2 * devices.length - findings.length - suppressed.length - alike;
  const ifAlike = alike === 0 ? [] : [`${alike} compatible if alike`];
  const known = suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`];
  const what = devices.length === 1 ? '1 device' : `${devices.length} devices`;
  return `${what}, both ways: ${[`${fine} compatible`, ...ifAlike, ...counts, ...known].join(', ')}\n`;
}
