import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import descriptionSchema from '../engine/protocol/schemas/description.json' with { type: 'json' };
import type { FieldExists, VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { flagNames, flagsFromNames } from '../vmstate/host/flags.ts';
import type { Hooks } from '../vmstate/hooks.ts';
import { infos, isInfo, undriven } from '../vmstate/info.ts';

/** A description as the protocol has it: absent numbers are 0. */
interface DescriptionJson {
  readonly name: string;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly fields: readonly FieldJson[];
  readonly subsections?: readonly DescriptionJson[];
  readonly needed?: number;
  readonly hooks?: Hooks;
  readonly tmp?: { readonly parent: number; readonly tmp: number; readonly length: number };
}

interface FieldJson {
  readonly name: string;
  readonly offset?: number;
  readonly size?: number;
  readonly num?: number;
  readonly num_offset?: number;
  readonly size_offset?: number;
  readonly flags?: readonly string[];
  readonly version_id?: number;
  readonly info?: string;
  readonly vmsd?: DescriptionJson;
  readonly field_exists?: FieldExists;
  readonly struct_version_id?: number;
  readonly start?: number;
  readonly key_vmsd?: DescriptionJson;
}

const ajv = new Ajv2020({ allowUnionTypes: true });

/** Made when the first description is read: most runs read none. */
let compiled: ValidateFunction<DescriptionJson> | null = null;

/** Thrown and caught in this file: a name that nothing has. */
class Unknown extends Error {}

/** Reads a description in the protocol's form, or says in one line what is wrong with the text and where. */
export function parseDescription(text: string): VMStateDescription | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const isDescription = (compiled ??= ajv.compile<DescriptionJson>(descriptionSchema));
  if (!isDescription(json))
    return { problem: ajv.errorsText(isDescription.errors, { dataVar: 'description', separator: '; ' }) };
  try {
    return described(json, json.name);
  } catch (error) {
    if (error instanceof Unknown) return { problem: error.message };
    throw error;
  }
}

function described(
  { name, version_id, minimum_version_id, fields, subsections, needed, hooks, tmp }: DescriptionJson,
  path: string,
): VMStateDescription {
  return {
    name,
    version_id,
    minimum_version_id,
    fields: fields.map((field) => readField(field, `${path}.${field.name}`)),
    subsections: subsections?.map((subsection) => described(subsection, `${path}.${subsection.name}`)),
    needed,
    hooks,
    tmp,
  };
}

function readField(json: FieldJson, path: string): VMStateField {
  const {
    name,
    offset = 0,
    size = 0,
    num = 0,
    num_offset = 0,
    size_offset = 0,
    flags = [],
    version_id = 0,
    info,
    vmsd,
    field_exists,
    struct_version_id,
    start,
    key_vmsd,
  } = json;
  const strange = flags.find((flag) => !(flagNames as readonly string[]).includes(flag));
  if (strange !== undefined) throw new Unknown(`${path}: no release has a flag ${strange}`);
  const undrivable = undriven.get(info ?? '');
  if (undrivable !== undefined) throw new Unknown(`${path}: the info "${info ?? ''}" cannot be driven: ${undrivable}`);
  if (info !== undefined && !isInfo(info))
    throw new Unknown(`${path}: the info "${info}" is none of ${infos.join(', ')}`);
  return {
    name,
    offset,
    size,
    num,
    num_offset,
    size_offset,
    flags: flagsFromNames(flags) ?? 0,
    version_id,
    info: info ?? null,
    vmsd: vmsd === undefined ? null : described(vmsd, path),
    field_exists,
    struct_version_id,
    start,
    key_vmsd: key_vmsd === undefined ? undefined : described(key_vmsd, path),
  };
}
