import type { StructShape } from '../vmstate/model.ts';
import { EINVAL, EIO, QEMU_VM_SUBSECTION } from '../vmstate/wire.ts';
import { ENOENT } from './load-rules.ts';
import { DONE, reject, rejectStream, type Load, type Status } from './load-state.ts';
import { setError } from './wire-reader.ts';

const utf8 = new TextEncoder();

/**
 * The look for a subsection that ends the load of every struct
 * (vmstate.c:vmstate_subsection_load, 10.2 and 11.1). Nothing is consumed, but
 * a peek past the end of the stream sets its error. As no shape has
 * subsections, one that bears the struct's name is unknown: -ENOENT up
 * to 10.2, -EINVAL in 11.1. Everything else belongs to whoever reads next.
 */
export function peekSubsection(load: Load, shape: StructShape, depth: number): Status {
  const { reader } = load;
  const { wire, at } = reader;
  const first = wire[at];
  if (first === undefined) {
    setError(reader, EIO);
    return DONE;
  }
  if (first !== QEMU_VM_SUBSECTION) return DONE;
  const length = wire[at + 1];
  if (length === undefined) {
    setError(reader, EIO);
    return DONE;
  }
  const name = utf8.encode(shape.name);
  if (length < name.length + 1) return DONE;
  const start = at + 2;
  if (wire.length - start < length) {
    setError(reader, EIO);
    return DONE;
  }
  for (let i = 0; i < name.length; i++) {
    if (wire[start + i] !== name[i]) return DONE;
  }
  const code = load.rules.ownErrno ? ENOENT : EINVAL;
  const why = `a subsection that '${shape.name}' does not have`;
  return load.traits.subsectionError ? rejectStream(load, depth - 1, code, why) : reject(load, depth - 1, code, why);
}
