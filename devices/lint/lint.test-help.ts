import { expect, it } from 'vitest';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { setOfDescription } from '../set/from-description.ts';
import { lintSet } from './lint.ts';

/** A number: what the tests change is what they are about. */
export const lintedField: VMStateField = {
  name: 'f',
  offset: 0,
  size: 4,
  num: 0,
  num_offset: 0,
  size_offset: 0,
  flags: VMS.SINGLE,
  version_id: 0,
  info: 'uint32',
  vmsd: null,
};

/** What differs of a description, or of its field. */
export type Parts = Partial<VMStateDescription> & { field?: Partial<VMStateField> };

/** A description, with one field where only that matters. */
export function lintedDescription(parts: Parts): VMStateDescription {
  const { field, ...rest } = parts;
  return {
    name: 'dev',
    version_id: 1,
    minimum_version_id: 1,
    fields: field === undefined ? [] : [{ ...lintedField, ...field }],
    ...rest,
  };
}

/** A subsection, or whatever else needs a name only. */
export const sub = (name: string, version_id = 1): VMStateDescription => ({
  name,
  version_id,
  minimum_version_id: 1,
  fields: [],
});
/** A struct with a version and an older minimum. */
export const lintedElement: VMStateDescription = lintedDescription({
  name: 'el',
  version_id: 2,
  minimum_version_id: 1,
});

/** What lint finds: `trap rule path`. */
export function found(description: VMStateDescription, dialect: Dialect = 'qemu-11.1'): string[] {
  const json: unknown = JSON.parse(encodeDescription(description));
  const set = setOfDescription(json, { file: 'description.json', kind: 'description' });
  return lintSet(set, { dialect, pointerSize: 8 }).map(({ severity, id, path }) => `${severity} ${id} ${path}`);
}

/** The finding of each description, or none. */
export function eachIsFound(rows: readonly (readonly [string, Parts, Dialect, string[]])[]): void {
  it.each(rows)('%s', (_, parts, dialect, expected) => {
    expect(found(lintedDescription(parts), dialect)).toEqual(expected);
  });
}
