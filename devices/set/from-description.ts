import { standardInfo } from '../tables/standard-infos.ts';
import { refuse } from '../problem.ts';
import { isFlagName } from '../../vmstate/host/flags.ts';
import { SetBuilder } from './builder.ts';
import { arrayIn, asObject, DEEPEST, integerIn, textIn, type JsonObject } from './members.ts';
import {
  deviceHookNames,
  type DescriptionSet,
  type DeviceDescription,
  type DeviceField,
  type HostField,
  type HostMember,
  type ModelTest,
  type SetSource,
} from './types.ts';

/** Whether parsed JSON is a description of this suite (engine/protocol/schemas/description.json), own infos allowed. */
export function isDescription(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'fields' in json && 'name' in json;
}

/** The set of one description of this suite and what it refers to. */
export function setOfDescription(json: unknown, source: SetSource): DescriptionSet {
  const builder = new SetBuilder();
  const { name } = asObject(json, 'description');
  addDescription(json, { builder, path: typeof name === 'string' ? name : 'description', depth: 0 });
  return builder.finish(source);
}

interface Place {
  readonly builder: SetBuilder;
  readonly path: string;
  readonly depth: number;
}

function addDescription(json: unknown, { builder, path, depth }: Place): number {
  if (depth > DEEPEST) refuse(`${path}: nested too deeply`);
  const object = asObject(json, path);
  const inside = (name: string): Place => ({ builder, path: `${path}.${name}`, depth: depth + 1 });
  const needed = object['needed'] === undefined ? undefined : integerIn(object, 'needed', path);
  return builder.add({
    name: textIn(object, 'name', path),
    version_id: integerIn(object, 'version_id', path),
    minimum_version_id: integerIn(object, 'minimum_version_id', path),
    fields: arrayIn(object, 'fields', path).map((field) => readField(asObject(field, path), inside)),
    subsections: arrayIn(object, 'subsections', path).map((subsection) =>
      addDescription(subsection, inside('subsections')),
    ),
    hooks: readHooks(object, path),
    ...(needed === undefined ? {} : { needed: { kind: 'byte', offset: needed } }),
  });
}

/** What the hooks of this suite's descriptions return is no property of a real one. */
function readHooks(object: JsonObject, path: string): DeviceDescription['hooks'] {
  const hooks = object['hooks'] === undefined ? {} : asObject(object['hooks'], `${path}.hooks`);
  return Object.fromEntries(
    deviceHookNames.filter((name) => hooks[name] !== undefined).map((name) => [name, { kind: 'unknown' }]),
  );
}

function readField(object: JsonObject, inside: (name: string) => Place): DeviceField {
  const name = textIn(object, 'name', inside('fields').path);
  const place = inside(name);
  const { path } = place;
  const nested = (member: string): number | undefined =>
    object[member] === undefined ? undefined : addDescription(object[member], place);
  const vmsd = nested('vmsd');
  const key_vmsd = nested('key_vmsd');
  return {
    name,
    version_id: integerIn(object, 'version_id', path, 0),
    size: integerIn(object, 'size', path, 0),
    num: integerIn(object, 'num', path, 0),
    ...(object['field_exists'] === undefined ? {} : { field_exists: readTest(object, path) }),
    ...(vmsd === undefined ? {} : { vmsd }),
    ...(key_vmsd === undefined ? {} : { key_vmsd }),
    host: readHost(object, path),
  };
}

function readHost(object: JsonObject, path: string): HostField {
  const flags = arrayIn(object, 'flags', path).map((flag) =>
    typeof flag === 'string' && isFlagName(flag)
      ? flag
      : refuse(`${path}: no release has a flag ${JSON.stringify(flag)}`),
  );
  const info = object['info'] === undefined ? undefined : textIn(object, 'info', path);
  const at = integerIn(object, 'num_offset', path, 0);
  const count = flags.includes('VMS_VARRAY')
    ? { offset: at, width: integerIn(object, 'num_width', path), signed: false }
    : countOf(flags, at);
  const size = integerIn(object, 'size_offset', path, 0);
  return {
    offset: integerIn(object, 'offset', path, 0),
    flags,
    ...(info === undefined ? {} : { info: standardInfo(info) ?? { own: info } }),
    start: integerIn(object, 'start', path, 0),
    struct_version_id: integerIn(object, 'struct_version_id', path, 0),
    ...(count === undefined ? {} : { count }),
    ...lengthOf(flags, size, object, path),
  };
}

function lengthOf(
  flags: readonly string[],
  offset: number,
  object: JsonObject,
  path: string,
): Pick<HostField, 'length' | 'stray_size_offset'> {
  if (flags.includes('VMS_VBUFFER'))
    return { length: { offset, width: integerIn(object, 'size_width', path, 4), signed: true } };
  return offset === 0 ? {} : { stray_size_offset: offset };
}

/** As vmstate.c:vmstate_n_elems reads it; of several flags the first decides. */
function countOf(flags: readonly string[], offset: number): HostMember | undefined {
  if (flags.includes('VMS_VARRAY_INT32')) return { offset, width: 4, signed: true };
  if (flags.includes('VMS_VARRAY_UINT32')) return { offset, width: 4, signed: false };
  if (flags.includes('VMS_VARRAY_UINT16')) return { offset, width: 2, signed: false };
  return flags.includes('VMS_VARRAY_UINT8') ? { offset, width: 1, signed: false } : undefined;
}

function readTest(field: JsonObject, path: string): ModelTest {
  const at = `${path}.field_exists`;
  const object = asObject(field['field_exists'], at);
  if (object['kind'] === 'byte') return { kind: 'byte', offset: integerIn(object, 'offset', at) };
  if (object['kind'] !== 'version') return refuse(`${at}.kind is neither byte nor version`);
  const bound = (name: string): number | undefined =>
    object[name] === undefined ? undefined : integerIn(object, name, at);
  const from = bound('from');
  const until = bound('until');
  return { kind: 'version', ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
