import type { VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { VMS } from '../vmstate/host/flags.ts';

type Property =
  | 'one in another'
  | 'fields'
  | 'with subsections'
  | 'version, minimum'
  | 'fields with a version'
  | 'fields with a field_exists'
  | 'bytes of a field'
  | 'types';

/**
 * Real devices: 1,352 different descriptions from 67 runs of `-dump-vmstate`,
 * which names no types; those are by the vmdesc of 787 streams.
 *
 * Generated ones are like them where that costs nothing. Not so their types,
 * each of which must come often enough in each of its forms, and their large
 * fields, which say no more than small ones and take long.
 */
export const realDevices: readonly (readonly [Property, string])[] = [
  ['one in another', 'up to 5'],
  ['fields', 'mostly 1, up to 70'],
  ['with subsections', '20 %, up to 7'],
  ['version, minimum', '(1,1) (2,1) (0,0) (1,0) (2,2)'],
  ['fields with a version', '7 %'],
  ['fields with a field_exists', '6 %'],
  ['bytes of a field', 'median 4, 99 % up to 8560'],
  ['types', 'uint32 uint8 uint64 int32 uint16 bool int64 buffer timer'],
];

/** The same of any descriptions. */
export function distributionOf(descriptions: Iterable<VMStateDescription>): ReadonlyMap<Property, string> {
  const seen: Seen = { deepest: 0, lengths: [], subsections: [], versions: [], fields: [] };
  for (const description of descriptions) visit(seen, description, 1);
  const { deepest, lengths, subsections, versions, fields } = seen;
  const having = subsections.filter((n) => n > 0);
  const sizes = fields.map(({ size }) => size).sort((a, b) => a - b);
  return new Map([
    ['one in another', `up to ${deepest}`],
    ['fields', `mostly ${ranked(lengths)[0] ?? 0}, up to ${most(lengths)}`],
    ['with subsections', `${percent(having.length, subsections.length)}, up to ${most(having)}`],
    ['version, minimum', ranked(versions).slice(0, 5).join(' ')],
    ['fields with a version', percent(fields.filter(({ version_id }) => version_id > 0).length, fields.length)],
    [
      'fields with a field_exists',
      percent(fields.filter(({ field_exists }) => field_exists !== undefined).length, fields.length),
    ],
    [
      'bytes of a field',
      `median ${sizes[sizes.length >> 1] ?? 0}, 99 % up to ${sizes[Math.floor(sizes.length * 0.99)] ?? 0}`,
    ],
    [
      'types',
      ranked(fields.flatMap(({ info }) => info ?? []))
        .slice(0, 9)
        .join(' '),
    ],
  ]);
}

interface Seen {
  deepest: number;
  readonly lengths: number[];
  readonly subsections: number[];
  readonly versions: string[];
  readonly fields: VMStateField[];
}

function visit(
  seen: Seen,
  { version_id, minimum_version_id, fields, subsections = [] }: VMStateDescription,
  depth: number,
): void {
  seen.deepest = Math.max(seen.deepest, depth);
  // A dump leaves out what has no state.
  const described = fields.filter(
    ({ flags, info, vmsd }) => (flags & VMS.MUST_EXIST) === 0 || info !== null || vmsd !== null,
  );
  seen.lengths.push(described.length);
  seen.subsections.push(subsections.length);
  seen.versions.push(`(${version_id},${minimum_version_id})`);
  for (const field of described) {
    seen.fields.push(field);
    for (const inner of [field.vmsd, field.key_vmsd])
      if (inner !== null && inner !== undefined) visit(seen, inner, depth + 1);
  }
  for (const subsection of subsections) visit(seen, subsection, depth + 1);
}

/** Each value once, the most frequent first. */
function ranked<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

function percent(part: number, of: number): string {
  return `${of === 0 ? 0 : Math.round((100 * part) / of)} %`;
}
