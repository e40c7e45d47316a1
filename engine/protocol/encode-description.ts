import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { namesOfFlags } from '../../vmstate/host/flags.ts';
import { createMembers } from './members.ts';
import { quote } from './quote.ts';

/**
 * A case uses one description for many requests, and some cases are under way
 * at a time: the descriptions used last are kept as text. (A WeakMap costs the
 * garbage collector more than it saves.)
 */
const recent: { description: VMStateDescription; widths: boolean; text: string }[] = [];
const RECENT = 32;
let oldest = 0;

/** The description as JSON, in ASCII; without `widths` for an engine that does not list part:widths. */
export function encodeDescription(description: VMStateDescription, widths = true): string {
  for (const entry of recent) if (entry.description === description && entry.widths === widths) return entry.text;
  const text = textOf(description, widths);
  recent[oldest] = { description, widths, text };
  oldest = (oldest + 1) % RECENT;
  return text;
}

const offsets = createMembers('"offset"');
const sizes = createMembers('"size"');
const nums = createMembers('"num"');
const numOffsets = createMembers('"num_offset"');
const sizeOffsets = createMembers('"size_offset"');
const numWidths = createMembers('"num_width"');
const sizeWidths = createMembers('"size_width"');
const versions = createMembers('"version_id"');

function textOf(vmsd: VMStateDescription, widths: boolean): string {
  const { name, version_id: version, minimum_version_id: minimum, fields } = vmsd;
  let text = `{"name":${quote(name)},"version_id":${version},"minimum_version_id":${minimum},"fields":[`;
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i];
    if (field !== undefined) text += i === 0 ? fieldText(field, widths) : `,${fieldText(field, widths)}`;
  }
  return `${text}]${rareParts(vmsd, widths)}}`;
}

/** What most descriptions do not have. */
function rareParts({ subsections, needed, hooks, tmp }: VMStateDescription, widths: boolean): string {
  let text = '';
  if (subsections !== undefined)
    text += `,"subsections":[${subsections.map((part) => textOf(part, widths)).join(',')}]`;
  if (needed !== undefined) text += `,"needed":${needed}`;
  if (hooks !== undefined) text += `,"hooks":${JSON.stringify(hooks)}`;
  if (tmp !== undefined) text += `,"tmp":${JSON.stringify(tmp)}`;
  return text;
}

/** Few pieces, of which most are kept: every piece is work when the text is written. */
function fieldText(field: VMStateField, widths: boolean): string {
  const { num, num_offset: numOffset, size_offset: sizeOffset, version_id: version, vmsd } = field;
  let text = nameMember(field.name) + offsets(field.offset) + sizes(field.size);
  if (num !== 0) text += nums(num);
  if (numOffset !== 0) text += numOffsets(numOffset);
  if (sizeOffset !== 0) text += sizeOffsets(sizeOffset);
  if (widths) text += widthMembers(field);
  if (version !== 0) text += versions(version);
  text += kindMembers(field) + rareMembers(field, widths);
  return vmsd === null ? `${text}}` : `${text},"vmsd":${textOf(vmsd, widths)}}`;
}

function widthMembers({ num_width: num, size_width: size }: VMStateField): string {
  return (num === undefined ? '' : numWidths(num)) + (size === undefined ? '' : sizeWidths(size));
}

/** What most fields do not have. */
function rareMembers(field: VMStateField, widths: boolean): string {
  const { field_exists: exists, struct_version_id: version, start, key_vmsd: key, results } = field;
  let text = exists === undefined ? '' : `,"field_exists":${JSON.stringify(exists)}`;
  if (version !== undefined) text += `,"struct_version_id":${version}`;
  if (start !== undefined) text += `,"start":${start}`;
  if (results !== undefined) text += `,"results":${JSON.stringify(results)}`;
  if (key !== undefined) text += `,"key_vmsd":${textOf(key, widths)}`;
  return text;
}

/** The same few names come again and again, but another source of cases may have any number of them. */
const names = new Map<string, string>();
const MOST_NAMES = 4096;

function nameMember(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    text = `{"name":${quote(name)}`;
    if (names.size < MOST_NAMES) names.set(name, text);
  }
  return text;
}

/** There are few combinations of flags with an info, and each is used very often. */
const kinds = new Map<string | null, Map<number, string>>();

function kindMembers({ flags, info }: VMStateField): string {
  let ofInfo = kinds.get(info);
  if (ofInfo === undefined) {
    ofInfo = new Map();
    kinds.set(info, ofInfo);
  }
  let text = ofInfo.get(flags);
  if (text === undefined) {
    text = `${flags === 0 ? '' : `,"flags":${JSON.stringify(namesOfFlags(flags))}`}${info === null ? '' : `,"info":"${info}"`}`;
    ofInfo.set(flags, text);
  }
  return text;
}
