import { refuse } from '../problem.ts';
import { SetBuilder } from './builder.ts';
import { arrayIn, asObject, DEEPEST, integerIn, textIn, type JsonObject } from './members.ts';
import type { DescriptionSet, DeviceField } from './types.ts';

/** Whether parsed JSON is the output of `-dump-vmstate` (savevm.c:dump_vmstate_json_to_file). */
export function isDump(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  return 'vmschkmachine' in json || Object.values(json).some((value) => isObject(value) && 'Description' in value);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The set of a dump. It tells names, versions, sizes and nesting; no types,
 * flags, offsets, functions, and no descriptions that a device registers itself.
 */
export function setOfDump(json: unknown, file: string): DescriptionSet {
  const builder = new SetBuilder();
  for (const [device, value] of Object.entries(asObject(json, 'dump'))) {
    const description = asObject(value, device)['Description'];
    if (description === undefined) continue;
    builder.name(addDescription(description, { builder, path: device, depth: 0 }), device);
  }
  return builder.finish({ file, kind: 'dump' });
}

interface Place {
  readonly builder: SetBuilder;
  readonly path: string;
  readonly depth: number;
}

function addDescription(json: unknown, place: Place): number {
  const { builder, path, depth } = place;
  if (depth > DEEPEST) refuse(`${path}: nested too deeply`);
  const object = asObject(json, path);
  const inside = (name: string): Place => ({ builder, path: `${path}.${name}`, depth: depth + 1 });
  return builder.add({
    name: textIn(object, 'name', path),
    version_id: integerIn(object, 'version_id', path),
    minimum_version_id: integerIn(object, 'minimum_version_id', path),
    fields: arrayIn(object, 'Fields', path).map((field) => readField(asObject(field, path), inside)),
    subsections: arrayIn(object, 'Subsections', path).map((subsection) =>
      addDescription(subsection, inside('Subsections')),
    ),
    hooks: {},
  });
}

function readField(object: JsonObject, inside: (name: string) => Place): DeviceField {
  const name = textIn(object, 'field', inside('Fields').path);
  const place = inside(name);
  return {
    name,
    version_id: integerIn(object, 'version_id', place.path),
    size: Math.max(0, integerIn(object, 'size', place.path, 0)),
    num: Math.max(0, integerIn(object, 'num', place.path, 0)),
    ...(object['field_exists'] === true ? { field_exists: { kind: 'unknown' } } : {}),
    ...(object['Description'] === undefined ? {} : { vmsd: addDescription(object['Description'], place) }),
  };
}
