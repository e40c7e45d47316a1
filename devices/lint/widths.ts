import { traitsOf } from '../../vmstate/dialect.ts';
import { isChecked, checkedType, isScalar, widthOf } from '../../vmstate/info.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import type { HostMember } from '../set/types.ts';
import { ARRAYS } from './flags.ts';
import { finding, knownFields, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';

/** Bytes of a value on the wire and in memory; undefined for what is no plain integer. */
export function scalarWidth({ host: { info } }: LintField): number | undefined {
  if (typeof info !== 'string') return undefined;
  if (isScalar(info)) return widthOf(info);
  return isChecked(info) ? widthOf(checkedType(info)) : undefined;
}

/** A type of another width than the member it describes. */
export function lintTypeWidth(context: LintContext, subject: LintField): LintFinding[] {
  const { field, flags, host, path } = subject;
  const width = scalarWidth(subject);
  if (
    typeof host.info !== 'string' ||
    width === undefined ||
    (flags & (VMS.ARRAY_OF_POINTER | VMS.VBUFFER)) !== 0 ||
    field.size === width ||
    field.size === 0
  ) {
    return [];
  }
  const { info } = host;
  const text =
    width < field.size
      ? `${info} sends ${width} of the ${field.size} bytes of each element: the other ${field.size - width} keep the destination's values`
      : `${info} reads and writes ${width} bytes of each element of ${field.size}: a load overwrites what lies behind it`;
  const fix = 'use the type of the member';
  const id = width < field.size ? 'type-narrower-than-size' : 'type-wider-than-size';
  return [finding(context, { severity: 'trap', id, rule: 'VMS-WIRE-1', path, text, fix })];
}

/** A count or size that is read in another width than it is migrated in (vmstate.c:vmstate_n_elems, vmstate_size). */
export function lintMemberWidth(context: LintContext, subject: LintField): LintFinding[] {
  return membersOf(subject).flatMap(([what, member]) => {
    const source = sourceOf(context, member);
    const width = source === undefined ? undefined : scalarWidth(source);
    if (source === undefined || width === undefined || width === member.width) return [];
    const text = `its ${what} is read in ${member.width} bytes, and ${source.field.name} is sent as ${width}: ${width < member.width ? 'the bytes behind it are part of the value' : 'only a part of it counts, which one depends on the byte order'}`;
    const fix = `use the macro for a ${what} of ${width * 8} bits`;
    return [
      finding(context, {
        severity: 'trap',
        id: `${what}-width`,
        rule: what === 'count' ? 'VMS-COUNT-2' : 'VMS-SIZE-2',
        path: subject.path,
        text,
        fix,
      }),
    ];
  });
}

/** A width that no integer has: QEMU aborts where it reads the member (vmstate.c:vmstate_read_from_offset in 11.2). */
export function lintReadableWidth(context: LintContext, subject: LintField): LintFinding[] {
  const { dialect } = context;
  const { path } = subject;
  if (!traitsOf(dialect).ownWidths) return [];
  return membersOf(subject).flatMap(([what, { width }]) => {
    if (READABLE.includes(width)) return [];
    const text = `its ${what} is read in ${width} bytes, which no integer has: ${dialect} aborts there`;
    const fix = `let the member of the ${what} be an integer of 1, 2, 4 or 8 bytes, as the macros do`;
    const rule = what === 'count' ? 'VMS-COUNT-2' : 'VMS-SIZE-2';
    return [finding(context, { severity: 'illegal', id: `${what}-not-readable`, rule, path, text, fix })];
  });
}

const READABLE: readonly number[] = [1, 2, 4, 8];

/** A count or size that the stream has behind the array: the array is loaded with what the destination had (vmstate.c:vmstate_n_elems). */
export function lintMemberOrder(context: LintContext, subject: LintField): LintFinding[] {
  // Memory that the device itself has allocated has one size, whatever a stream says.
  if ((subject.flags & VMS.POINTER) !== 0 && (subject.flags & VMS.ALLOC) === 0) return [];
  return membersOf(subject).flatMap(([what, member]) => {
    const source = sourceOf(context, member);
    if (source === undefined || source.index < subject.index || isEquality(source)) return [];
    const text = `its ${what}, ${source.field.name}, comes behind it: a load uses the ${what} that the destination has, and the stream shifts if the source has another`;
    const fix = `move ${source.field.name} before it, or send it as an _EQUAL type if it cannot change`;
    return [
      finding(context, {
        severity: 'trap',
        id: `${what}-behind-array`,
        rule: 'VMS-COUNT-2',
        path: subject.path,
        text,
        fix,
      }),
    ];
  });
}

function membersOf({ host: { count, length } }: LintField): (readonly ['count' | 'size', HostMember])[] {
  return [
    ...(count === undefined ? [] : [['count', count] as const]),
    ...(length === undefined ? [] : [['size', length] as const]),
  ];
}

/** The first field that migrates a member: the one that decides if it comes before the array. */
function sourceOf(context: LintContext, { offset }: HostMember): LintField | undefined {
  return knownFields(context).find(
    (candidate) =>
      candidate.host.offset === offset &&
      (candidate.flags & (VMS.POINTER | VMS.VBUFFER | ARRAYS)) === 0 &&
      scalarWidth(candidate) !== undefined,
  );
}

/** Checked against the destination's value: it cannot differ in a load that succeeds. */
function isEquality({ host: { info } }: LintField): boolean {
  return typeof info === 'string' && info.endsWith('_equal');
}
