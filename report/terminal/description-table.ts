import type {
  CopiedRange,
  FieldExists,
  TmpCopy,
  VMStateDescription,
  VMStateField,
} from '../../vmstate/host/description.ts';
import { namesOfFlags } from '../../vmstate/host/flags.ts';
import { truncate } from './truncate.ts';
import { hooksText } from './hooks-text.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';

/** The columns of `descriptionRows`. */
export const descriptionColumns: readonly string[] = [
  'name',
  'offset',
  'size',
  'num',
  'num_offset',
  'size_offset',
  'version',
  'flags (VMS_…)',
  'type',
];

/** Columns between the name and the type. */
const none = Array.from({ length: descriptionColumns.length - 2 }, () => '');

/** The fields of a description and of those nested in it, each under its struct; hooks before them, subsections behind. */
export function descriptionTable(description: VMStateDescription, colors: Colors): string {
  const numbers = Array.from({ length: 6 }, () => 'right' as const);
  return table({
    head: descriptionColumns.map((column) => colors.dim(column)),
    rows: descriptionRows(description),
    align: ['left', ...numbers, 'left', 'left'],
  });
}

/** The cells of the table; the names of nested fields are indented. */
export function descriptionRows(description: VMStateDescription): string[][] {
  return rowsOf(description, 0).map((row) => row.map(truncate));
}

function rowsOf({ hooks, fields, subsections = [] }: VMStateDescription, depth: number): string[][] {
  const margin = '  '.repeat(depth);
  const calls = hooksText(hooks);
  return [
    ...(calls === '' ? [] : [[`${margin}(hooks)`, ...none, calls]]),
    ...fields.flatMap((field) => [
      rowOf(field, margin),
      ...(field.vmsd === null ? [] : rowsOf(field.vmsd, depth + 1)),
      ...keyRows(field, depth + 1),
    ]),
    ...subsections.flatMap((inner) => [
      [`${margin}(subsection)`, ...none, subsectionText(inner)],
      ...rowsOf(inner, depth + 1),
    ]),
  ];
}

/** The keys of a tree, behind its values. */
function keyRows({ key_vmsd }: VMStateField, depth: number): string[][] {
  if (key_vmsd === undefined) return [];
  return [[`${'  '.repeat(depth)}(key)`, ...none, descriptionText(key_vmsd)], ...rowsOf(key_vmsd, depth)];
}

function rowOf(field: VMStateField, margin: string): string[] {
  const { name, offset, size, num, num_offset, size_offset, version_id, flags } = field;
  const numbers = [offset, size, num, num_offset, size_offset, version_id].map(String);
  return [`${margin}${name}`, ...numbers, flagText(flags), typeText(field)];
}

function flagText(flags: number): string {
  return (
    namesOfFlags(flags)
      .map((name) => name.slice('VMS_'.length))
      .join('|') || '0'
  );
}

function typeText({ info, vmsd, key_vmsd, field_exists, struct_version_id, start }: VMStateField): string {
  return [
    ...(vmsd === null ? [info ?? 'none'] : [`${info === null ? '' : `${info} of `}struct ${descriptionText(vmsd)}`]),
    ...(struct_version_id === undefined ? [] : [`at v${struct_version_id}`]),
    ...(key_vmsd !== undefined
      ? [`key of ${start ?? 0} bytes`]
      : info === 'gtree'
        ? ['keys are integers']
        : start === undefined
          ? []
          : [`link at ${start}`]),
    ...(vmsd?.tmp === undefined ? [] : [tmpText(vmsd.tmp)]),
    ...(field_exists === undefined ? [] : [existsText(field_exists)]),
  ].join(', ');
}

function descriptionText({ name, version_id, minimum_version_id }: VMStateDescription): string {
  return `${name} v${version_id}, minimum v${minimum_version_id}`;
}

function subsectionText(description: VMStateDescription): string {
  const { needed } = description;
  return `${descriptionText(description)}${needed === undefined ? '' : `, needed if byte ${needed}`}`;
}

function tmpText({ copies = [], ...first }: TmpCopy): string {
  return `${[first, ...copies].map(rangeText).join(', ')} and back`;
}

function rangeText({ parent, tmp, length }: CopiedRange): string {
  return `${length} bytes from ${parent} of the parent to ${tmp}`;
}

function existsText(exists: FieldExists): string {
  return exists.kind === 'byte' ? `exists if byte ${exists.offset}` : `exists from v${exists.from}`;
}
