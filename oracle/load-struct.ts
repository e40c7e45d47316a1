import { isCarried, type StructShape, type StructValue } from '../vmstate/model.ts';
import { EINVAL } from '../vmstate/wire.ts';
import { loadField } from './load-field.ts';
import { DONE, reject, type Load, type Origin, type Status } from './load-state.ts';
import { markMember } from './path.ts';
import { peekSubsection } from './subsection-peek.ts';

/**
 * Loads one struct into `values`, which holds what the destination held and is
 * changed in place (vmstate.c: vmstate_load_state in 10.2, vmstate_load_vmsd
 * in 11.1). A version out of range fails before a byte is read, without a
 * stream error at this level.
 */
export function loadStruct(
  load: Load,
  shape: StructShape,
  values: StructValue,
  version: number,
  depth: number,
  origin: Origin,
): Status {
  if (version > shape.version) return reject(load, depth - 1, EINVAL, `version ${version} is too new`);
  if (version < shape.minimumVersion) return reject(load, depth - 1, EINVAL, `version ${version} is too old`);
  const { members } = shape;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined || !isCarried(member, version)) continue;
    markMember(load.trail, depth, member.name);
    const status = loadField(load, shape, member, values, index, depth, origin);
    if (status !== DONE) return status;
  }
  return peekSubsection(load, shape, depth);
}
