import { macros } from '../vmstate/forms/macros.ts';
import { isDialect } from '../vmstate/dialect.ts';
import { infosOf, isOfQemu, undrivenOf } from '../vmstate/info.ts';

/**
 * The macros of a vmstate.h that build a field, with the flags they set, in
 * order of their names: a macro whose replacement is an initializer, in braces.
 */
export function macrosInHeader(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of header.replaceAll('\\\n', ' ').split('\n')) {
    const [, name, body] = /^#define\s+(VMSTATE_\w+)\([^)]*\)\s*(\{.*)$/.exec(line) ?? [];
    if (name === undefined || body === undefined) continue;
    const flags = /\.flags\s*=([A-Z_0-9|\s]+)/.exec(body)?.[1] ?? '';
    found.set(name, sorted(flags.split('|')));
  }
  // It ends a list, and builds no field.
  found.delete('VMSTATE_END_OF_LIST');
  return found;
}

/** How a release's header and the table of macros differ, a line each. */
export function macroDifferences(header: string, dialect: string): string[] {
  const inHeader = macrosInHeader(header);
  const inTable = new Map<string, string>(
    macros
      .filter(({ dialects }) => isDialect(dialect) && dialects.includes(dialect))
      .map(({ name, flags }) => [name, sorted(flags)]),
  );
  const names = [...new Set([...inHeader.keys(), ...inTable.keys()])].sort();
  return names
    .filter((name) => inHeader.get(name) !== inTable.get(name))
    .map(
      (name) =>
        `${dialect}: ${name}: the header has ${textOf(inHeader.get(name))}, the table ${textOf(inTable.get(name))}`,
    );
}

/** Infos that no field names: the interpreter uses them itself for array-of-pointer slots (up to 10.2; since 11.1). */
const own: ReadonlySet<string> = new Set(['nullptr', 'ptr_marker']);

/** How the infos that a release's header declares and those of the suite differ, a line each. */
export function infoDifferences(header: string, dialect: string): string[] {
  if (!isDialect(dialect)) return [];
  const inHeader = new Set(
    [...header.matchAll(/^extern const VMStateInfo vmstate_info_(\w+);/gm)].map(([, name = '']) => name),
  );
  const known = new Set<string>([...infosOf(dialect).filter(isOfQemu), ...undrivenOf(dialect)]);
  return [
    ...[...inHeader]
      .filter((name) => !known.has(name) && !own.has(name))
      .map((name) => `${dialect}: vmstate_info_${name}: the suite neither supports it nor lists it as unsupported`),
    ...[...known]
      .filter((name) => !inHeader.has(name))
      .map((name) => `${dialect}: vmstate_info_${name}: the header has no such info`),
  ];
}

/** All differences between a release's header and the suite's tables, a line each. */
export function compareHeader(header: string, dialect: string): string[] {
  return [...macroDifferences(header, dialect), ...infoDifferences(header, dialect)];
}

function sorted(flags: readonly string[]): string {
  return flags
    .map((flag) => flag.trim())
    .filter((flag) => flag !== '')
    .sort()
    .join(' ');
}

function textOf(flags: string | undefined): string {
  return flags === undefined ? 'no such macro' : flags === '' ? 'no flag' : flags;
}
