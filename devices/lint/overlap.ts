import { VMS } from '../../vmstate/host/flags.ts';
import { finding, knownFields, resolve, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';
import { ARRAYS } from './flags.ts';

/** Bytes of the device that a load stores into, and the field that does. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly owner: LintField;
}

/**
 * Fields that store into the same bytes. A field that lies inside another is
 * one of a union: sent twice, but harmless. Only fields count that exist
 * together whatever a test says: those with a test may exclude each other.
 */
export function lintOverlap(context: LintContext): LintFinding[] {
  const fields = knownFields(context).filter(
    ({ field }) => field.field_exists === undefined && field.version_id <= context.description.version_id,
  );
  const stretches = fields
    .flatMap((owner) => stretchesOf(context, owner, 0).map(([start, end]) => ({ start, end, owner })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const findings = new Map<string, LintFinding>();
  let widest: Stretch | undefined;
  for (const next of stretches) {
    if (widest !== undefined && next.owner !== widest.owner) {
      const found = overlapOf(context, widest, next);
      if (found !== undefined) findings.set(`${found.path} ${found.text}`, found);
    }
    if (widest === undefined || next.end > widest.end) widest = next;
  }
  return [...findings.values()];
}

function overlapOf(context: LintContext, a: Stretch, b: Stretch): LintFinding | undefined {
  const [first, second] = a.owner.index < b.owner.index ? [a.owner, b.owner] : [b.owner, a.owner];
  if (
    a.start === b.start &&
    a.end === b.end &&
    first.host.info === second.host.info &&
    first.field.num === second.field.num
  ) {
    return finding(context, {
      severity: 'trap',
      id: 'sent-twice',
      rule: 'VMS-FRAME-1',
      path: second.path,
      text: `it is the same member as ${first.field.name === second.field.name ? 'an earlier field of that name' : first.field.name}, sent twice: another member, which was meant, may not be sent at all`,
      fix: 'name the member that was meant; to remove the field changes the stream and needs a new version',
    });
  }
  // Behind the end of the other, or inside it.
  if (b.start >= a.end || b.end <= a.end) return undefined;
  return finding(context, {
    severity: 'trap',
    id: 'overlap',
    rule: 'VMS-FRAME-1',
    path: second.path,
    text: `it stores into a part of the bytes of ${first.field.name}: both are sent, and of that part only its value lasts`,
    fix: 'correct the offset or the size',
  });
}

/** Where a field stores, from `base` on; nothing where that is not known or somewhere else. */
function stretchesOf(context: LintContext, subject: LintField, depth: number): (readonly [number, number])[] {
  const { field, host, flags } = subject;
  const { offset } = host;
  if ((flags & (VMS.POINTER | VMS.VBUFFER)) !== 0 || (flags & (ARRAYS & ~VMS.ARRAY)) !== 0) return [];
  const count = (flags & VMS.ARRAY) !== 0 ? field.num : 1;
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0 || count === 0 || field.size === 0) return [];
  if ((flags & (VMS.STRUCT | VMS.VSTRUCT)) === 0) {
    return isPlain(host.info) ? [[offset, offset + count * field.size]] : [];
  }
  const inner = resolve(context, field.vmsd);
  // Elements of an array of structs: what fits between is another array's, as often as not.
  if (inner === undefined || depth > 8 || count !== 1) return [];
  return knownFields({ ...context, description: inner })
    .filter(({ field: { field_exists, version_id } }) => field_exists === undefined && version_id <= inner.version_id)
    .flatMap((one) => stretchesOf(context, one, depth + 1))
    .map(([start, end]) => [offset + start, offset + end] as const);
}

function isPlain(info: LintField['host']['info']): boolean {
  return (
    typeof info === 'string' &&
    !['unused_buffer', 'tmp', 'qtailq', 'qlist', 'gtree', 'timer', 'bitmap', 'g_byte_array'].includes(info)
  );
}
