import type { Annotated, Span } from '../../oracle/wire/span.ts';
import type { Member, Model, StructShape, Value } from '../../vmstate/model/model.ts';
import type { RuleId } from '../rules/rules.ts';
import { attributedRule } from './attribute.ts';
import { isPlainNumber } from './plain-number.ts';

/** A member on the wire: from byte `start` up to byte `end`, where those of its elements that have bytes begin. */
interface Place {
  readonly path: string;
  readonly member: Member;
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly elements: readonly number[];
}

/** Every member is looked for in all of them. What is larger will be shrunk. */
const MOST_SPANS = 1000;

/**
 * The rule of what a save leaves out, or sends though it should not, where exactly that explains
 * the bytes received: how many elements a member has, or whether it is there at all. The first
 * byte that differs does not tell, for it is one of another member. Null: the bytes are other ones.
 */
export function ruleOfLostOrAdded(
  { shape, values }: Model,
  { bytes, spans }: Annotated,
  received: Uint8Array,
  side: 'save' | 'load',
): RuleId | null {
  if (spans.length > MOST_SPANS) return null;
  const model = { shape, values };
  const places = placesIn(shape, values, '', spans);
  const rules =
    received.length < bytes.length
      ? places.filter((place) => isWithout(place, bytes, received)).map((place) => ruleOfLost(model, place, side))
      : places.filter((place) => isWithMore(place, bytes, received)).map((place) => ruleOfAdded(model, place, side));
  // An array explains it better than a number that happens to have the same bytes.
  return rules.find((rule) => rule !== 'VMS-COUNT-1') ?? rules[0] ?? null;
}

/** All members outside arrays, with those of structs in them before themselves. */
function placesIn(shape: StructShape, values: Value, prefix: string, spans: readonly Span[]): Place[] {
  const places: Place[] = [];
  let at = spans.find(({ path }) => path.startsWith(prefix))?.start ?? 0;
  for (const [i, member] of shape.members.entries()) {
    if (!member.migrated || !Array.isArray(values)) continue;
    const path = prefix + member.name;
    const value = values[i] ?? null;
    const own = spans.filter((span) => isAt(span.path, path));
    const start = own[0]?.start ?? at;
    const last = own.at(-1);
    const end = last === undefined ? start : last.start + last.length;
    const inner = member.element.kind === 'struct' && member.count.kind === 'one' ? member.element.struct : null;
    if (inner !== null && own.length > 0) places.push(...placesIn(inner, value, `${path}.`, own));
    const elements = own.filter((span, k) => k === 0 || elementOf(span, path) !== elementOf(own[k - 1], path));
    places.push({ path, member, value, start, end, elements: elements.map((span) => span.start) });
    at = end;
  }
  return places;
}

function isAt(path: string, member: string): boolean {
  return path === member || path.startsWith(`${member}.`) || path.startsWith(`${member}[`);
}

function elementOf(span: Span | undefined, member: string): string {
  return /^\[\d+\]/.exec(span?.path.slice(member.length) ?? '')?.[0] ?? '';
}

/** Whether what was received lacks this member, its last elements, or its last bytes where its size can vary, and nothing else. */
function isWithout({ start, end, elements, member }: Place, bytes: Uint8Array, received: Uint8Array): boolean {
  const from = end - (bytes.length - received.length);
  const isCut = elements.includes(from) || (member.element.kind === 'vbuffer' && from > start);
  return isCut && isSpliced(bytes, from, end, received);
}

/** Whether what was received has more bytes behind this member, of which a member that has none may have sent them all. */
function isWithMore({ start, end, member }: Place, bytes: Uint8Array, received: Uint8Array): boolean {
  if (start !== end && member.count.kind === 'one') return false;
  const more = received.length - bytes.length;
  return more > 0 && isSpliced(received, end, end + more, bytes);
}

/** Whether `whole` without the bytes from `from` up to `to` is `part`. */
function isSpliced(whole: Uint8Array, from: number, to: number, part: Uint8Array): boolean {
  return part.every((byte, i) => byte === whole[i < from ? i : i + to - from]);
}

function ruleOfLost(model: Model, { path, member }: Place, side: 'save' | 'load'): RuleId {
  if (member.count.kind === 'counted') return member.count.multiply === null ? 'VMS-COUNT-2' : 'VMS-COUNT-4';
  return member.count.kind === 'fixed' || isPlainNumber(member) ? 'VMS-COUNT-1' : attributedRule(model, path, side);
}

function ruleOfAdded(model: Model, { path, start, end, value }: Place, side: 'save' | 'load'): RuleId {
  const hasNone = start === end && Array.isArray(value) && value.length === 0;
  return hasNone ? 'VMS-COUNT-5' : attributedRule(model, path, side);
}
