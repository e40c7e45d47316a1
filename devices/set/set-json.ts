import { schemaErrorsText } from '../../vmstate/schema-errors.ts';
import { refuse } from '../problem.ts';
import type { DescriptionSet, DeviceDescription, Reference } from './types.ts';
import { validators } from './validators.ts';

export const SET_FORMAT = 'vmstate-conformance/description-set/1';

/** A set as JSON. The same set gives the same text. */
export function formatSet(set: DescriptionSet): string {
  return `${JSON.stringify(set, null, 1)}\n`;
}

/** A set out of parsed JSON. Throws `DeviceProblem` where it is none. */
export function parseSet(json: unknown): DescriptionSet {
  const { set: isSet } = validators;
  if (!isSet(json)) return refuse(schemaErrorsText(isSet.errors, 'set', '; '));
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
