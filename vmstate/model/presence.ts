import type { Member } from './member.ts';
import type { Subsection } from './struct-shape.ts';
import type { Value } from './value.ts';

/** Whether a description of this version carries a member without a test (VMS-EXIST-1). */
export function isCarried(member: Member, version: number): boolean {
  return member.migrated && member.version <= version;
}

/** Whether a field describes the member and exists in this version, by the struct's values (VMS-EXIST-1, VMS-EXIST-2). */
export function isPresent(member: Member, version: number, values: readonly Value[]): boolean {
  const { test } = member;
  if (test === undefined) return isCarried(member, version);
  if (!member.migrated) return false;
  return test.kind === 'version' ? version >= test.from : isTrue(values[test.by]);
}

/** Whether a save sends the subsection, by the values of the struct that has it. */
export function isNeeded({ needed }: Subsection, values: readonly Value[]): boolean {
  return needed === undefined || isTrue(values[needed]);
}

function isTrue(value: Value | undefined): boolean {
  return typeof value === 'number' && value !== 0;
}
