import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Call } from '../../vmstate/hooks.ts';
import type { Rooms, StructShape, StructValue } from '../../vmstate/model/model.ts';
import { OracleFault } from '../fault.ts';
import { MOST, type Most } from './allocation.ts';
import { loadRulesOf } from './rules.ts';
import { DONE, markUntouched, UndefinedLoad, type Cause, type Load, type LoadFrame, type Status } from './state.ts';
import { readStruct } from './struct.ts';
import { createTrail } from '../path.ts';
import { createWireReader, type Reading } from '../wire/reader.ts';

export type { Most } from './allocation.ts';
export type { Cause } from './state.ts';

/** The state after a load that returned. */
export interface ExpectedState {
  /**
   * The destination's values afterwards, a new tree; parts that the load did
   * not touch are shared with the old one. An array has as many elements as
   * the load visited, or its old ones if the load did not come to it.
   * `UNTOUCHED` stands for what the load has not written; memory that it
   * allocated itself is zero there, or unspecified. A buffer in which the
   * stream ended has the bytes that came, the others are as they were: all
   * this `mergeUntouched` fills in.
   */
  readonly values: StructValue;
  /** Bytes taken from the stream; a peek takes none. */
  readonly consumed: number;
  /** What the stream's error is afterwards: 0 or a negative errno. */
  readonly streamError: number;
  /**
   * Paths, as in `regs[2].ctrl`, of what a fresh allocation left
   * uninitialised. The value there is null, or no bytes where the stream ended
   * within them, and so is all that lies under it.
   */
  readonly unspecified: readonly string[];
  /** The calls into the device, in order. */
  readonly trace: readonly Call[];
  /** How much a save of the object would send now that this load passed over: subsections, objects that a hook ended early. */
  readonly missed: number;
  /** It may have allocated what nothing refers to any more: what came twice, or an element that a hook's positive result kept out of its list. */
  readonly lost: boolean;
  /** A buffer in which the stream ended holds bytes of another place in it, as it does in real QEMU (VMS-STREAM-3). */
  readonly misplaced?: true | undefined;
  /** Because of an error the stream was not read on, though there was more (VMS-STREAM-5). */
  readonly starved?: true | undefined;
}

/** The destination of a load, and how the stream reaches it. */
export interface LoadTarget extends Reading {
  /** What the destination's memory means. */
  readonly shape: StructShape;
  /** The destination's values before the load; null stands for a NULL pointer: of an allocated member, or of a slot. */
  readonly before: StructValue;
  /** How many elements objects have room for in members of varying length; only the layout knows. Absent or null: unknown. */
  readonly rooms?: Rooms | null | undefined;
  /** Of the host's pointers; what does not fit one of a direct key is no part of it. Default: 8. */
  readonly pointerSize?: 4 | 8 | undefined;
  /** How much one field may ask for; beyond, the load is undefined. Default: what every host has. */
  readonly most?: Most | undefined;
}

export type ExpectedLoad =
  | ({ readonly verdict: 'ok' } & ExpectedState)
  /** The load fails with `code`, a negative errno or up to 10.2 a hook's positive value, and keeps what it had loaded. */
  | ({
      readonly verdict: 'rejected';
      readonly code: number;
      readonly cause: Cause;
      readonly why: string;
    } & ExpectedState)
  /** The C would abort, use memory that is not its own, or depend on the host's memory. */
  | { readonly verdict: 'undefined'; readonly why: string };

/**
 * What a load of `wire` at `versionId` must do to the destination (vmstate.c: vmstate_load_state in 10.2, vmstate_load_vmsd and the
 * wrapper around it in 11.1; qemu-file.c for the stream).
 *
 * A load may succeed with a stream error: at the exact end of the stream the
 * look for a subsection sets -EIO without failing.
 *
 * How far an array may grow: a destination's array has room for the elements
 * it has. If the load itself allocates an object with an embedded member of
 * varying length, `rooms` gives the room. Without it no element fits there, and
 * the load is undefined.
 *
 * Throws OracleFault when `before` contradicts the shape or the dialect has
 * no way to describe a member.
 */
export function decode(
  { shape, before, rooms = null, pointerSize = 8, most = MOST, chunk, straight, afterError }: LoadTarget,
  wire: Uint8Array,
  versionId: number,
  dialect: Dialect,
): ExpectedLoad {
  const parts = shape.members.length + (shape.subsections?.length ?? 0);
  if (before.length !== parts) throw new OracleFault('', `${before.length} values for ${parts} members`);
  const traits = traitsOf(dialect);
  const reader = createWireReader(wire, { chunk, straight, afterError });
  const rules = loadRulesOf(dialect);
  const load: Load = {
    reader,
    traits,
    rules,
    rooms,
    most,
    trail: createTrail(),
    readStruct,
    unspecified: [],
    trace: [],
    untouched: [],
    repeats: [],
    arrays: new Map(),
    trees: new Map(),
    keyBits: pointerSize === 4 ? 32 : 64,
    dirty: false,
    copied: false,
    missed: 0,
    lost: false,
    cause: 'end',
    why: '',
  };
  const values = before.slice();
  const status = statusOf(load, { shape, values, version: versionId, depth: 0, origin: 'kept', isTmp: false });
  if (status === 'undefined') return { verdict: 'undefined', why: load.why };
  markUntouched(load);
  const { unspecified, trace, missed, lost, cause, why } = load;
  const { at: consumed, error: streamError } = reader;
  const misplaced = reader.misplaced ? true : undefined;
  const starved = reader.starved ? true : undefined;
  if (status === DONE)
    return { verdict: 'ok', values, consumed, streamError, unspecified, trace, missed, lost, misplaced, starved };
  return {
    verdict: 'rejected',
    code: status,
    consumed,
    streamError,
    values,
    unspecified,
    trace,
    missed,
    lost,
    misplaced,
    starved,
    cause,
    why,
  };
}

function statusOf(load: Load, frame: LoadFrame): Status | 'undefined' {
  try {
    return readStruct(load, frame);
  } catch (error) {
    if (error instanceof UndefinedLoad) return 'undefined';
    throw error;
  }
}
