import type { Answer, Direction } from './answer.ts';
import type { CompatResult } from './compare-sets.ts';

/** A line of a suppression file: which answers are known, and why they may stay. */
export interface Suppression {
  readonly line: number;
  readonly text: string;
  readonly device: string;
  readonly direction: Direction | null;
  readonly kind: Answer['kind'] | null;
  readonly field: string | null;
  readonly reason: string;
  readonly link: string;
}

/** An answer that somebody has to look at. */
export interface Incompatibility {
  readonly device: string;
  readonly direction: Direction;
  readonly answer: Exclude<Answer, { kind: 'compatible' }>;
}

const wanted =
  "a line is '<pattern> | <reason> | <link>', a pattern a device ('esp*') and 'direction=', 'kind=', 'field='";
const kinds: readonly Answer['kind'][] = ['conditional', 'refused', 'shifted', 'reinterpreted', 'unknown'];

/** Reads a suppression file. Text: what is wrong with it, with file and line. */
export function parseSuppressions(text: string, file: string): readonly Suppression[] | string {
  const found: Suppression[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const one = parseLine(line, index + 1);
    if (typeof one === 'string') return `${file}:${index + 1}: ${one}`;
    found.push(one);
  }
  return found;
}

function parseLine(line: string, number: number): Suppression | string {
  const [text = '', reason = '', place = '', ...more] = line.split('|').map((each) => each.trim());
  if (more.length > 0 || reason === '') return wanted;
  const parts = new Map<string, string>();
  for (const word of text.split(/\s+/)) {
    const [, key = 'device', value = word] = /^(device|direction|kind|field)=(.+)$/.exec(word) ?? [];
    if (parts.has(key)) return `'${key}' is given twice; ${wanted}`;
    parts.set(key, value);
  }
  const direction = parts.get('direction') ?? null;
  if (direction !== null && direction !== 'forward' && direction !== 'backward')
    return `a direction is forward or backward, not '${direction}'`;
  const kind = kinds.find((each) => each === parts.get('kind')) ?? null;
  if (kind === null && parts.has('kind')) return `a kind is one of ${kinds.join(', ')}`;
  const found: Suppression = {
    line: number,
    text,
    device: parts.get('device') ?? '*',
    direction,
    kind,
    field: parts.get('field') ?? null,
    reason,
    link: place,
  };
  return found;
}

/** The findings of a result, those that a suppression knows, and the suppressions that know none. */
export interface Sorted {
  readonly findings: readonly Incompatibility[];
  readonly suppressed: readonly Incompatibility[];
  readonly stale: readonly Suppression[];
}

export function sortFindings({ devices }: CompatResult, suppressions: readonly Suppression[]): Sorted {
  const findings: Incompatibility[] = [];
  const suppressed: Incompatibility[] = [];
  const used = new Set<Suppression>();
  for (const { name, answers } of devices) {
    for (const direction of ['forward', 'backward'] as const) {
      const answer = answers[direction];
      if (answer.kind === 'compatible') continue;
      const finding: Incompatibility = { device: name, direction, answer };
      const known = suppressions.filter((each) => knows(each, finding));
      for (const each of known) used.add(each);
      (known.length > 0 ? suppressed : findings).push(finding);
    }
  }
  return { findings, suppressed, stale: suppressions.filter((each) => !used.has(each)) };
}

function knows({ device, direction, kind, field }: Suppression, finding: Incompatibility): boolean {
  if (!matches(device, finding.device) || (direction ?? finding.direction) !== finding.direction) return false;
  if ((kind ?? finding.answer.kind) !== finding.answer.kind) return false;
  return field === null || fieldsOfIncompatibility(finding).some((name) => matches(field, name));
}

/** The fields and subsections that an answer names. */
export function fieldsOfIncompatibility({ answer }: Incompatibility): string[] {
  switch (answer.kind) {
    case 'conditional':
      return answer.conditions.flatMap((one) =>
        one.kind === 'subsection' ? [one.name] : one.kind === 'test' ? one.fields : [one.field],
      );
    case 'unknown':
      return [];
    default: {
      const { outcome } = answer.witness;
      if (outcome.kind === 'refused') return [outcome.at];
      const partings =
        outcome.kind === 'shifted' ? [outcome.parting] : outcome.kind === 'reinterpreted' ? outcome.partings : [];
      return partings.flatMap(({ source, destination }) => [source?.path ?? '', destination?.path ?? '']);
    }
  }
}

function matches(glob: string, name: string): boolean {
  const source = glob.split('*').map((part) => part.replaceAll(/[\\^$.|+?()[\]{}/-]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(name);
}
