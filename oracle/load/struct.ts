import { existsCall } from '../../vmstate/hooks.ts';
import { isCarried, type Member } from '../../vmstate/model/model.ts';
import { EINVAL, EPERM } from '../../vmstate/wire.ts';
import { integerTypeOf } from '../count.ts';
import { markMember } from '../path.ts';
import { fail } from '../walk.ts';
import { setError } from '../wire/reader.ts';
import { readField } from './field.ts';
import { callPostLoad, callPreLoad } from './hooks.ts';
import {
  DONE,
  errnoOf,
  leave,
  reject,
  noteLoadCall,
  tell,
  undefinedAt,
  type Load,
  type LoadFrame,
  type Status,
} from './state.ts';
import { readSubsections } from './subsections.ts';

/**
 * Loads one struct into the values of the frame (vmstate.c: vmstate_load_state up to 10.2, vmstate_load_vmsd
 * in 11.1). A version out of range fails before anything else, without a
 * stream error at this level. What is not loaded is left.
 */
export function readStruct(load: Load, frame: LoadFrame): Status {
  const { shape, values, origin, isTmp } = frame;
  const { members, subsections, hooks } = shape;
  const callsHooks = isTmp || hooks !== undefined;
  let status = checkVersion(load, frame);
  if (status === DONE && callsHooks) status = callPreLoad(load, frame);
  let index = 0;
  for (; status === DONE && index < members.length; index++) {
    const member = members[index];
    if (member !== undefined) status = loadMember(load, frame, member, index);
  }
  if (status !== DONE) {
    for (let rest = index; rest < members.length; rest++) leave(load, values, rest, origin);
    for (let k = 0; k < (subsections?.length ?? 0); k++) leave(load, values, members.length + k, origin);
    return status;
  }
  status = readSubsections(load, frame);
  if (status !== DONE) {
    // A positive value sticks in the stream as an error does.
    if (load.traits.subsectionError) setError(load.reader, status);
    return status;
  }
  return callsHooks ? callPostLoad(load, frame) : DONE;
}

function checkVersion(load: Load, { shape, version, depth }: LoadFrame): Status {
  const { version: newest, minimumVersion } = shape;
  if (version <= newest && version >= minimumVersion) return DONE;
  const why = `version ${version} is too ${version > newest ? 'new' : 'old'}`;
  const status = reject(load, depth - 1, { code: EINVAL, cause: 'version', why });
  const words = { struct: shape.name, version, own: newest, minimum: minimumVersion };
  tell(load, version > newest ? 'too new' : 'too old', words);
  return status;
}

function isMeasuredBySibling({ element, count }: Member): boolean {
  return count.kind === 'counted' || element.kind === 'vbuffer' || element.kind === 'bitmap';
}

/** Whether a version alone brings the field; where a sibling decides, the test was evaluated before. */
function isCarriedAt(member: Member, version: number): boolean {
  const { test } = member;
  return test === undefined ? isCarried(member, version) : test.kind === 'version' && version >= test.from;
}

/** Loads a member if its field exists; a positive status of its own is no failure to the loop around it. */
function loadMember(load: Load, frame: LoadFrame, member: Member, index: number): Status {
  const { shape, values, version, depth, origin } = frame;
  if (!member.migrated) {
    leave(load, values, index, origin);
    return DONE;
  }
  markMember(load.trail, depth, member.name);
  const exists = member.test === undefined ? isCarried(member, version) : askTest(load, frame, member);
  if (!exists) {
    leave(load, values, index, origin);
    // A save may go by the struct's own version, and then by a length that this load has changed.
    if (isMeasuredBySibling(member) && isCarriedAt(member, shape.version)) load.missed++;
    const must = member.mustExist === true || member.element.kind === 'validate';
    if (!must) return DONE;
    const refused = reject(load, depth, { code: errnoOf(load, EPERM), cause: 'must exist', why: 'it must exist' });
    tell(load, 'must exist', { struct: shape.name, field: member.name, own: shape.version });
    return refused;
  }
  if (member.element.kind === 'validate') return DONE;
  const status = readField(load, frame, member, index);
  if (status < 0) tell(load, 'field', { struct: shape.name, field: member.name });
  return status > 0 ? DONE : status;
}

/** What `field_exists` returns; the load is undefined when it depends on uninitialised memory. */
function askTest(load: Load, { shape, values, version, depth }: LoadFrame, { name, test }: Member): boolean {
  if (test === undefined) return false;
  noteLoadCall(load, existsCall(shape.name, name, version), values);
  if (test.kind === 'version') return version >= test.from;
  if (integerTypeOf(shape.members[test.by]) === undefined) fail(load, depth, `member ${test.by} holds no byte to test`);
  const value = values[test.by];
  if (value === null || value === undefined) undefinedAt(load, depth, 'its test is unspecified');
  return value !== 0;
}
