import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { namesOfFlags } from '../../vmstate/flags.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const columns = ['name', 'offset', 'size', 'num', 'num_offset', 'size_offset', 'version', 'flags (VMS_…)', 'type'];

/** The fields of a description and of those nested in it, each under its struct. */
export function descriptionTable(description: VMStateDescription, paint: Paint): string {
  const numbers = Array.from({ length: 6 }, () => 'right' as const);
  return table({
    head: columns.map((column) => paint.dim(column)),
    rows: rowsOf(description, 0),
    align: ['left', ...numbers, 'left', 'left'],
  });
}

function rowsOf({ fields }: VMStateDescription, depth: number): string[][] {
  return fields.flatMap((field) => [rowOf(field, depth), ...(field.vmsd === null ? [] : rowsOf(field.vmsd, depth + 1))]);
}

function rowOf(field: VMStateField, depth: number): string[] {
  const { name, offset, size, num, num_offset, size_offset, version_id, flags } = field;
  const numbers = [offset, size, num, num_offset, size_offset, version_id].map(String);
  return [`${'  '.repeat(depth)}${name}`, ...numbers, flagText(flags), typeText(field)];
}

function flagText(flags: number): string {
  return namesOfFlags(flags).map((name) => name.slice('VMS_'.length)).join('|') || '0';
}

function typeText({ info, vmsd }: VMStateField): string {
  if (vmsd === null) return info ?? 'none';
  return `struct ${vmsd.name} v${vmsd.version_id}, minimum v${vmsd.minimum_version_id}`;
}
