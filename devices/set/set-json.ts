import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { refuse } from '../problem.ts';
import schema from './schemas/set.json' with { type: 'json' };
import type { DescriptionSet, DeviceDescription, Reference } from './types.ts';

export const SET_FORMAT = 'vmstate-conformance/description-set/1';

/** Made when the first set is read: most runs read none. */
let compiled: ValidateFunction<DescriptionSet> | null = null;

/** A set as JSON. The same set gives the same text. */
export function formatSet(set: DescriptionSet): string {
  return `${JSON.stringify(set, null, 1)}\n`;
}

/** A set out of parsed JSON. Throws `DeviceProblem` where it is none. */
export function parseSet(json: unknown): DescriptionSet {
  const ajv = new Ajv2020();
  const isSet = (compiled ??= ajv.compile<DescriptionSet>(schema));
  if (!isSet(json)) return refuse(ajv.errorsText(isSet.errors, { dataVar: 'set', separator: '; ' }));
  json.descriptions.forEach((description, index) => {
    const beyond = referencesOf(description).find((to) => typeof to === 'number' && to >= json.descriptions.length);
    if (beyond !== undefined) refuse(`set/descriptions/${index}: there is no description ${JSON.stringify(beyond)}`);
  });
  return json;
}

/** Every description that one refers to. */
export function referencesOf({ fields, subsections }: Pick<DeviceDescription, 'fields' | 'subsections'>): Reference[] {
  const ofFields = fields.flatMap(({ vmsd, key_vmsd }) => [vmsd, key_vmsd].filter((to) => to !== undefined));
  return [...ofFields, ...subsections];
}
