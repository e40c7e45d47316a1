import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import type { StructShape, StructValue } from '../vmstate/model.ts';
import { OracleFault } from './fault.ts';
import { loadRulesOf } from './load-rules.ts';
import { DONE, UNDEFINED, type Load, type Rooms } from './load-state.ts';
import { loadStruct } from './load-struct.ts';
import { createTrail } from './path.ts';
import { createReader } from './wire-reader.ts';

export type { Room, Rooms } from './load-state.ts';

/** What a load that ends leaves behind. */
export interface Loaded {
  /**
   * The destination's values afterwards, a new tree; parts that the load did
   * not touch are shared with the old one. An array has as many elements as
   * the load visited, or its old ones if the load did not come to it.
   */
  readonly values: StructValue;
  /** Bytes taken from the stream; a peek takes none. */
  readonly consumed: number;
  /** What the stream's error is afterwards: 0 or a negative errno. */
  readonly streamError: number;
  /**
   * Paths, as in `regs[2].ctrl`, of what a fresh allocation left
   * uninitialised. The value there is null, and so is all that lies under it.
   */
  readonly unspecified: readonly string[];
}

export type Decoded =
  | ({ readonly verdict: 'ok' } & Loaded)
  /** The load fails with `code`, a negative errno, and keeps what it had loaded. */
  | ({ readonly verdict: 'rejected'; readonly code: number; readonly why: string } & Loaded)
  /** The C would abort, use memory that is not its own, or depend on the host's memory. */
  | { readonly verdict: 'undefined'; readonly why: string };

/**
 * What a load of `wire` at `versionId` must do to a destination that holds
 * `before` (vmstate.c: vmstate_load_state in 10.2, vmstate_load_vmsd and the
 * wrapper around it in 11.1; qemu-file.c for the stream).
 *
 * A load may succeed with a stream error: at the exact end of the stream the
 * look for a subsection sets -EIO without failing.
 *
 * How far an array may grow: a destination's array has room for the elements
 * it has. Of an embedded member of varying length in an object that the load
 * itself allocates only the layout knows the room: `rooms`. Without it every
 * element there is one too many, and the load undefined. In `before`, null
 * stands for a pointer that is NULL: of an allocated member, or of a slot.
 *
 * Throws OracleFault when `before` contradicts the shape or the dialect has
 * no way to describe a member.
 */
export function decode(
  shape: StructShape,
  before: StructValue,
  wire: Uint8Array,
  versionId: number,
  dialect: Dialect,
  rooms: Rooms | null = null,
): Decoded {
  if (before.length !== shape.members.length) {
    throw new OracleFault('', `${before.length} values for ${shape.members.length} members`);
  }
  const reader = createReader(wire);
  const traits = traitsOf(dialect);
  const rules = loadRulesOf(dialect);
  const load: Load = { reader, traits, rules, rooms, trail: createTrail(), unspecified: [], why: '' };
  const values = before.slice();
  const status = loadStruct(load, shape, values, versionId, 0, 'kept');
  const { unspecified, why } = load;
  const { at: consumed, error: streamError } = reader;
  if (status === DONE) return { verdict: 'ok', values, consumed, streamError, unspecified };
  if (status === UNDEFINED) return { verdict: 'undefined', why };
  return { verdict: 'rejected', code: status, consumed, streamError, values, unspecified, why };
}
