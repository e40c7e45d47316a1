import { existsLine } from '../../vmstate/hooks.ts';
import { isCarried, type Member, type StructShape, type StructValue, type Value } from '../../vmstate/model/model.ts';
import { EINVAL, EPERM } from '../../vmstate/wire.ts';
import { integerIn } from '../count.ts';
import { OracleFault } from '../fault.ts';
import { loadField } from './field.ts';
import { callPostLoad, callPreLoad } from './hooks.ts';
import { DONE, errnoOf, isPassed, leave, reject, undefinedAt, type Load, type Origin, type Status } from './state.ts';
import { loadSubsections } from './subsections.ts';
import { markMember, pathAt } from '../path.ts';
import { setError } from '../wire/reader.ts';

/**
 * Loads one struct into `values`, which holds what the destination held and is
 * changed in place (vmstate.c: vmstate_load_state up to 10.2, vmstate_load_vmsd
 * in 11.1). A version out of range fails before anything else, without a
 * stream error at this level. What is not loaded is left.
 */
export function loadStruct(
  load: Load,
  shape: StructShape,
  values: StructValue,
  version: number,
  depth: number,
  origin: Origin,
  isTmp = false,
): Status {
  const { members, subsections, hooks } = shape;
  let status = checkVersion(load, shape, version, depth);
  if (status === DONE && (isTmp || hooks !== undefined)) status = callPreLoad(load, shape, isTmp, depth - 1);
  let index = 0;
  for (; status === DONE && index < members.length; index++) {
    const member = members[index];
    if (member !== undefined) status = loadMember(load, shape, member, values, index, version, depth, origin);
  }
  if (status !== DONE) {
    for (let rest = index; rest < members.length; rest++) leave(load, values, rest, origin);
    for (let k = 0; k < (subsections?.length ?? 0); k++) leave(load, values, members.length + k, origin);
    return status;
  }
  status = loadSubsections(load, shape, values, depth, origin);
  if (status !== DONE) {
    // A positive value sticks in the stream as an error does.
    if (load.traits.subsectionError && status < 2 ** 32) setError(load.reader, status);
    return status;
  }
  return isTmp || hooks !== undefined ? callPostLoad(load, shape, isTmp, version, depth - 1) : DONE;
}

function checkVersion(
  load: Load,
  { version: newest, minimumVersion }: StructShape,
  version: number,
  depth: number,
): Status {
  if (version > newest) return reject(load, depth - 1, EINVAL, 'version', `version ${version} is too new`);
  if (version < minimumVersion) return reject(load, depth - 1, EINVAL, 'version', `version ${version} is too old`);
  return DONE;
}

function isMeasuredBySibling({ element, count }: Member): boolean {
  return count.kind === 'counted' || element.kind === 'vbuffer' || element.kind === 'bitmap';
}

/** Whether a version alone brings the field; where a sibling does, it has been asked. */
function isCarriedAt(member: Member, version: number): boolean {
  const { test } = member;
  return test === undefined ? isCarried(member, version) : test.kind === 'version' && version >= test.from;
}

/** Loads a member if its field exists; a positive status of its own is no failure to the loop around it. */
function loadMember(
  load: Load,
  shape: StructShape,
  member: Member,
  values: StructValue,
  index: number,
  version: number,
  depth: number,
  origin: Origin,
): Status {
  if (!member.migrated) {
    leave(load, values, index, origin);
    return DONE;
  }
  markMember(load.trail, depth, member.name);
  const exists =
    member.test === undefined ? isCarried(member, version) : asked(load, shape, member, values, version, depth);
  if (exists === undefined) return undefinedAt(load, depth, 'its test is unspecified');
  if (!exists) {
    leave(load, values, index, origin);
    // A save may go by the struct's own version, and then by a length that this load has changed.
    if (isMeasuredBySibling(member) && isCarriedAt(member, shape.version)) load.missed++;
    const must = member.mustExist === true || member.element.kind === 'validate';
    return must ? reject(load, depth, errnoOf(load, EPERM), 'must exist', 'it must exist') : DONE;
  }
  if (member.element.kind === 'validate') return DONE;
  const status = loadField(load, shape, member, values, index, depth, origin);
  return isPassed(status) ? DONE : status;
}

/** What `field_exists` answers; undefined when it depends on what nobody has written. */
function asked(
  load: Load,
  shape: StructShape,
  { name, test }: Member,
  values: readonly Value[],
  version: number,
  depth: number,
): boolean | undefined {
  if (test === undefined) return false;
  load.trace.push(existsLine(shape.name, name, version));
  if (test.kind === 'version') return version >= test.from;
  if (integerIn(shape.members[test.by]) === undefined)
    throw new OracleFault(pathAt(load.trail, depth), `member ${test.by} holds no byte to test`);
  const value = values[test.by];
  return value === null || value === undefined ? undefined : value !== 0;
}
