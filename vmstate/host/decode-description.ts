import {
  decodeArray,
  decodeIndex,
  decodeInteger,
  decodeObject,
  decodeOptional,
  decodeRequired,
  decodeText,
  decodeVariant,
  type Decode,
  type Properties,
} from '../decode-json.ts';
import { decodeHooks, decodeResults } from '../decode-hooks.ts';
import { beginDecoding, decodeAt, decoded, parseJson, report, reportValue, type Decoding } from '../decoding.ts';
import { infos, isInfo, undriven, widths, type Info, type Width } from '../info.ts';
import type { Decoded } from '../issue.ts';
import type { CopiedRange, FieldExists, TmpCopy, VMStateDescription, VMStateField } from './description.ts';
import { flagNames, flagsFromNames } from './flags.ts';

/** Reads a description in the protocol's form (engine/protocol/schemas/description.json). */
export function parseDescription(text: string): Decoded<VMStateDescription> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const decoding = beginDecoding();
  return decoded(decoding, decodeDescription(decoding, json.value));
}

/** Absent numbers are 0, absent flags are none; properties that nothing reads are ignored. */
export function decodeDescription(decoding: Decoding, json: unknown): VMStateDescription {
  const from = decodeObject(decoding, json);
  return {
    name: decodeRequired(decoding, from, 'name', decodeText),
    version_id: decodeRequired(decoding, from, 'version_id', decodeInteger),
    minimum_version_id: decodeRequired(decoding, from, 'minimum_version_id', decodeInteger),
    fields: decodeRequired(decoding, from, 'fields', decodeFields),
    subsections: decodeOptional(decoding, from, 'subsections', decodeDescriptions),
    needed: decodeOptional(decoding, from, 'needed', decodeIndex),
    hooks: decodeOptional(decoding, from, 'hooks', decodeHooks),
    tmp: decodeOptional(decoding, from, 'tmp', decodeTmpCopy),
  };
}

function decodeDescriptions(decoding: Decoding, json: unknown): VMStateDescription[] {
  return decodeArray(decoding, json, decodeDescription);
}

function decodeFields(decoding: Decoding, json: unknown): VMStateField[] {
  return decodeArray(decoding, json, decodeField);
}

function decodeTmpCopy(decoding: Decoding, json: unknown): TmpCopy {
  const from = decodeObject(decoding, json);
  return {
    parent: decodeRequired(decoding, from, 'parent', decodeIndex),
    tmp: decodeRequired(decoding, from, 'tmp', decodeIndex),
    length: decodeRequired(decoding, from, 'length', decodeIndex),
    copies: decodeOptional(decoding, from, 'copies', decodeRanges),
  };
}

function decodeRanges(decoding: Decoding, json: unknown): CopiedRange[] {
  return decodeArray(decoding, json, (at, item) => {
    const from = decodeObject(at, item);
    return {
      parent: decodeRequired(at, from, 'parent', decodeIndex),
      tmp: decodeRequired(at, from, 'tmp', decodeIndex),
      length: decodeRequired(at, from, 'length', decodeIndex),
    };
  });
}

function decodeField(decoding: Decoding, json: unknown): VMStateField {
  const from = decodeObject(decoding, json);
  const number = (name: string, decode: Decode<number>): number => decodeOptional(decoding, from, name, decode) ?? 0;
  return {
    name: decodeRequired(decoding, from, 'name', decodeText),
    offset: number('offset', decodeIndex),
    size: number('size', decodeIndex),
    num: number('num', decodeInteger),
    num_offset: number('num_offset', decodeIndex),
    size_offset: number('size_offset', decodeIndex),
    num_width: decodeOptional(decoding, from, 'num_width', decodeWidth),
    size_width: decodeOptional(decoding, from, 'size_width', decodeWidth),
    flags: number('flags', decodeFlags),
    version_id: number('version_id', decodeInteger),
    ...decodeHandlers(decoding, from),
    field_exists: decodeOptional(decoding, from, 'field_exists', decodeFieldExists),
    struct_version_id: decodeOptional(decoding, from, 'struct_version_id', decodeInteger),
    start: decodeOptional(decoding, from, 'start', decodeIndex),
    results: decodeOptional(decoding, from, 'results', decodeResults),
    key_vmsd: decodeOptional(decoding, from, 'key_vmsd', decodeDescription),
  };
}

function decodeWidth(decoding: Decoding, json: unknown): Width {
  const width = decodeIndex(decoding, json);
  const known = widths.find((each) => each === width);
  if (known === undefined && typeof json === 'number') reportValue(decoding, 'range', '1, 2, 4 or 8', json);
  return known ?? 4;
}

/** Infos that handle an element by a description. */
const described: readonly (Info | null)[] = ['tmp', 'qtailq', 'qlist', 'gtree'] satisfies readonly Info[];

/** What handles an element: an info, a description, or both for some infos only. */
function decodeHandlers(decoding: Decoding, from: Properties): Pick<VMStateField, 'info' | 'vmsd'> {
  const { issues } = decoding;
  const before = issues.length;
  const info = decodeOptional(decoding, from, 'info', decodeInfo) ?? null;
  const vmsd = decodeOptional(decoding, from, 'vmsd', decodeDescription) ?? null;
  if (issues.length > before || info === null) return { info, vmsd };
  if (described.includes(info) && vmsd === null)
    decodeAt(decoding, 'vmsd', () => {
      report(decoding, 'missing', `is missing: the info "${info}" needs a description`);
    });
  if (!described.includes(info) && vmsd !== null)
    decodeAt(decoding, 'vmsd', () => {
      report(decoding, 'form', `must be absent: the info "${info}" takes no description`);
    });
  return { info, vmsd };
}

function decodeInfo(decoding: Decoding, json: unknown): Info | null {
  const name = decodeText(decoding, json);
  if (isInfo(name)) return name;
  const why = undriven.get(name);
  if (why !== undefined) report(decoding, 'name', `the info "${name}" is not supported: ${why}`);
  else if (typeof json === 'string') reportValue(decoding, 'name', `one of ${infos.join(', ')}`, json);
  return null;
}

/** Flags by name; each at most once. */
function decodeFlags(decoding: Decoding, json: unknown): number {
  const names = decodeArray(decoding, json, (at, item) => {
    const name = decodeText(at, item);
    const known = flagNames.find((flag) => flag === name);
    if (known === undefined && typeof item === 'string') reportValue(at, 'name', 'a flag of a release', item);
    return known;
  });
  if (new Set(names).size < names.length && !names.includes(undefined)) report(decoding, 'form', 'names a flag twice');
  return flagsFromNames(names.filter((name) => name !== undefined)) ?? 0;
}

function decodeFieldExists(decoding: Decoding, json: unknown): FieldExists {
  const variant = decodeVariant(decoding, json, { byte: ['offset'], version: ['from'] });
  switch (variant?.kind) {
    case 'byte':
      return { kind: variant.kind, offset: decodeRequired(decoding, variant.from, 'offset', decodeIndex) };
    case 'version':
      return { kind: variant.kind, from: decodeRequired(decoding, variant.from, 'from', decodeInteger) };
    case undefined:
      return { kind: 'version', from: 0 };
  }
}
