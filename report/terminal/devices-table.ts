import type { DescriptionSet, DeviceDescription, SetSource } from '../../devices/set/types.ts';
import { truncate } from './truncate.ts';
import { createColors } from './colors.ts';
import { table } from './table.ts';

/** What a set is of, in one line. */
export function sourceLine(path: string, { descriptions, source }: DescriptionSet): string {
  const fields = descriptions.reduce((sum, description) => sum + description.fields.length, 0);
  return `${truncate(path)}: ${kindOf(source)}; ${descriptions.length} descriptions, ${fields} fields`;
}

function kindOf({ kind, release, host, dialect, modules = [] }: SetSource): string {
  const machine = host?.machine === undefined ? '' : ` for ${host.machine}`;
  const of = release === undefined ? '' : `, QEMU ${truncate(release)}`;
  const tables = dialect === undefined ? '' : `, tables of ${truncate(dialect)}`;
  if (kind === 'dump')
    return 'output of -dump-vmstate: names, versions and sizes only, no types, flags, offsets or functions';
  const joined = modules.length === 0 ? '' : `, with ${modules.map(truncate).join(', ')}`;
  return `${kind}${machine}${of}${tables}${joined}`;
}

/** The descriptions of a set, one a line: those that `chosen` lets through. */
export function renderDevices(
  path: string,
  set: DescriptionSet,
  { chosen, color }: { readonly chosen: (description: DeviceDescription) => boolean; readonly color: boolean },
): string {
  const colors = createColors(color);
  const rows = set.descriptions.filter(chosen).map((description) => rowOf(description));
  const head = ['name', 'version', 'minimum', 'fields', 'subsections', 'own infos', 'hooks', 'role'];
  const align = ['left', 'right', 'right', 'right', 'right', 'left', 'left', 'left'] as const;
  return `${colors.bold(sourceLine(path, set))}\n${table({ head, rows, align })}\n`;
}

function rowOf(description: DeviceDescription): string[] {
  const { name, version_id, minimum_version_id, fields, subsections, role } = description;
  return [
    shownName(name),
    String(version_id),
    String(minimum_version_id),
    String(fields.length),
    String(subsections.length),
    [...new Set(ownInfos(description))].map(truncate).join(', '),
    hooksOf(description).join(' '),
    role,
  ];
}

/** Names may be missing: a program can set them when it runs. */
export function shownName(name: string): string {
  return name === '' ? '(no name)' : truncate(name);
}

function ownInfos({ fields }: DeviceDescription): string[] {
  return fields.flatMap(({ host }) => (typeof host?.info === 'object' ? [host.info.own] : []));
}

/** The hooks that exist, and what else decides over a description. */
export function hooksOf({ hooks, needed, unmigratable, early_setup }: DeviceDescription): string[] {
  return [
    ...Object.keys(hooks),
    ...(needed === undefined ? [] : ['needed']),
    ...(unmigratable === true ? ['unmigratable'] : []),
    ...(early_setup === true ? ['early_setup'] : []),
  ];
}
