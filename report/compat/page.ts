import type { Owner, Witness } from '../../devices/compat/answer.ts';
import type { Incompatibility } from '../../devices/compat/suppressions.ts';
import type { Outcome, PageData, PageFinding, PageSection, Tile } from '../page/data.ts';
import { truncate } from '../terminal/truncate.ts';
import { headline, sentence, sideNames } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

/** The page of a comparison of two sides: each device both ways, and each stream that does not load. */
export function compatPage({ result, sorted }: CompatReport, version: string): PageData {
  const { old, now, onlyOld, onlyNow, unmigratable } = result;
  const outcome = outcomeOf(sorted.findings);
  const list = (what: string, names: readonly string[]): PageData['notes'] =>
    names.length === 0 ? [] : [{ kind: 'hint', text: truncate(`${what}: ${names.join(', ')}`) }];
  return {
    format: 'vmstate-conformance/page/1',
    suite: `vmstate-conformance ${version}`,
    title: truncate(`${old.file} → ${now.file}`),
    verdict: { outcome, word: words[outcome], text: verdictText({ result, sorted }) },
    tiles: tilesOf({ result, sorted }),
    terms: { law: 'Device', rule: 'Answer' },
    facts: [
      { name: 'old', value: truncate(old.file) },
      { name: 'new', value: truncate(now.file) },
    ],
    notes: [
      ...sorted.stale.map(({ line, text }) => ({
        kind: 'problem' as const,
        text: truncate(`Line ${line} of the suppressions matches nothing: ${text}`),
      })),
      ...list('Only in the old', onlyOld),
      ...list('Only in the new', onlyNow),
      ...list('Not migratable', unmigratable),
    ],
    engines: [],
    rules: [],
    laws: [],
    timeline: null,
    sections: [devicesSection(result)],
    findings: sorted.findings.map(findingOf),
  };
}

const words: Readonly<Record<Outcome, string>> = {
  conforms: 'Compatible',
  known: 'Compatible under conditions',
  nonconform: 'Not compatible',
  incomplete: 'No device compared',
};

function isBreak({ answer }: Incompatibility): boolean {
  return answer.kind !== 'conditional' && answer.kind !== 'unknown';
}

function outcomeOf(findings: readonly Incompatibility[]): Outcome {
  if (findings.some(isBreak)) return 'nonconform';
  return findings.length > 0 ? 'known' : 'conforms';
}

function verdictText({ result: { devices }, sorted: { findings } }: CompatReport): string {
  const broken = findings.filter(isBreak).length;
  const fine = 2 * devices.length - findings.length;
  return `Of ${devices.length} devices, both ways: ${fine} load, ${findings.length - broken} under a condition or unknown, ${broken} do not.`;
}

function tilesOf({ result: { devices }, sorted: { findings, suppressed } }: CompatReport): Tile[] {
  const ways = 2 * devices.length;
  const broken = findings.filter(isBreak).length;
  return [
    { name: 'devices', value: devices.length, of: null },
    { name: 'ways that load', value: ways - findings.length - suppressed.length, of: ways },
    { name: 'under a condition', value: findings.length - broken, of: ways },
    { name: 'that do not load', value: broken, of: ways },
  ];
}

/** Devices that do not load everywhere come first. */
function devicesSection({ devices }: CompatReport['result']): PageSection {
  const rows = devices.map(({ name, answers: { forward, backward } }) => [name, headline(forward), headline(backward)]);
  const fine = ([, forward, backward]: readonly string[]): boolean =>
    forward === 'compatible' && backward === 'compatible';
  const sorted = [...rows.filter((row) => !fine(row)), ...rows.filter(fine)];
  return {
    title: 'Devices',
    text: '',
    table: { columns: ['device', 'old → new', 'new → old'], rows: sorted.map((row) => row.map(truncate)) },
  };
}

function findingOf({ device, direction, answer }: Incompatibility, at: number): PageFinding {
  const { saves, loads } = sideNames(direction);
  const witness =
    'witness' in answer ? answer.witness : answer.kind === 'conditional' ? answer.conditions[0]?.witness : undefined;
  return {
    id: `${at}-${device}-${direction}`.replace(/[^\w-]+/g, '-'),
    engine: 0,
    law: truncate(device),
    lawTitle: '',
    laws: [truncate(device)],
    rule: `${saves} to ${loads}`,
    broken: [headline(answer), `${saves} to ${loads}`],
    verdict: headline(answer),
    summary: truncate(sentence(answer, direction)),
    cases: 0,
    facts: [{ name: 'direction', value: `saved by the ${saves}, loaded by the ${loads}` }],
    steps:
      witness === undefined
        ? []
        : [...witness.state.map(truncate), `${headline(answer)}: ${truncate(sentence(answer, direction))}`],
    device: null,
    description: null,
    memory: null,
    bytes: null,
    answer: null,
    entries: witness === undefined ? null : streamOf(witness, direction),
    rules: {},
    reproducers: [],
  };
}

/** Fields of a stream that are listed. */
const MOST = 200;

/** The stream, and the field that owns each byte on either side. */
function streamOf({ source, destination, stream }: Witness, direction: Incompatibility['direction']): PageSection {
  const { saves, loads } = sideNames(direction);
  const starts = [...new Set([...source, ...destination].map(({ start }) => start))].sort((a, b) => a - b);
  const rows = starts.slice(0, MOST).map((start, i) => {
    const end = starts[i + 1] ?? start + (ownerAt(source, start)?.length ?? ownerAt(destination, start)?.length ?? 1);
    const [wrote, reads] = [ownerText(source, start), ownerText(destination, start)];
    const hex = truncate(stream.slice(2 * start, 2 * end).replace(/..(?=.)/g, '$& '));
    return [wrote === reads ? '' : '≠', String(start), hex, wrote, reads];
  });
  const columns = ['differs', 'byte', 'hex', `the ${saves} writes`, `the ${loads} reads`];
  return { title: 'The stream', text: '', table: { columns, rows } };
}

function ownerAt(owners: readonly Owner[], start: number): Owner | undefined {
  return owners.find((owner) => owner.start <= start && start < owner.start + owner.length);
}

function ownerText(owners: readonly Owner[], start: number): string {
  const owner = ownerAt(owners, start);
  if (owner === undefined) return '(end of the section)';
  return owner.start === start ? `${truncate(owner.path)} ${owner.type}` : `… ${truncate(owner.path)}`;
}
