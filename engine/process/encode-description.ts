import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { namesOfFlags } from '../../vmstate/flags.ts';
import { quote } from './quote.ts';

/** There are few combinations of flags, and each is used very often. */
const flagMembers = new Map<number, string>([[0, '']]);

/**
 * A case uses one description for many requests, and some cases are under way
 * at a time: the descriptions used last are kept as text. (A WeakMap costs the
 * garbage collector more than it saves.)
 */
const recent: { description: VMStateDescription; text: Uint8Array }[] = [];
const RECENT = 64;
let oldest = 0;

/** The description as JSON, in ASCII. */
export function encodeDescription(description: VMStateDescription): Uint8Array {
  for (const entry of recent) if (entry.description === description) return entry.text;
  const text = Buffer.from(textOf(description), 'latin1');
  recent[oldest] = { description, text };
  oldest = (oldest + 1) % RECENT;
  return text;
}

function textOf(description: VMStateDescription): string {
  let fields = '';
  for (const field of description.fields) fields += fields === '' ? fieldText(field) : `,${fieldText(field)}`;
  return (
    `{"name":${quote(description.name)},"version_id":${description.version_id}` +
    `,"minimum_version_id":${description.minimum_version_id},"fields":[${fields}]}`
  );
}

/** One expression, because a string that grows step by step leaves garbage at every step. */
function fieldText(field: VMStateField): string {
  const { name, offset, size, num, num_offset: numOffset, size_offset: sizeOffset, version_id: version, info, vmsd } = field;
  return `{"name":${quote(name)},"offset":${offset},"size":${size}${num === 0 ? '' : `,"num":${num}`}${
    numOffset === 0 ? '' : `,"num_offset":${numOffset}`
  }${sizeOffset === 0 ? '' : `,"size_offset":${sizeOffset}`}${flagsMember(field.flags)}${
    version === 0 ? '' : `,"version_id":${version}`
  }${info === null ? '' : `,"info":"${info}"`}${vmsd === null ? '' : `,"vmsd":${textOf(vmsd)}`}}`;
}

function flagsMember(flags: number): string {
  let text = flagMembers.get(flags);
  if (text === undefined) {
    text = `,"flags":${JSON.stringify(namesOfFlags(flags))}`;
    flagMembers.set(flags, text);
  }
  return text;
}
