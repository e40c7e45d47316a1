import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Call } from '../../vmstate/hooks.ts';
import type { Lengths, Rooms, StructShape, StructValue } from '../../vmstate/model/model.ts';
import { OracleFault } from '../fault.ts';
import { loadTemplatesOf } from '../messages/load-templates.ts';
import { saidIn, silence, type ErrorMessage } from '../messages/message.ts';
import { MOST, type Most } from './allocation.ts';
import { loadRulesOf } from './rules.ts';
import { DONE, markUntouched, UndefinedLoad, type Cause, type Load, type LoadFrame, type Status } from './state.ts';
import { readStruct } from './struct.ts';
import { createTrail } from '../path.ts';
import { createWireReader, type Reading } from '../wire/reader.ts';

export type { Most } from './allocation.ts';
export type { Cause } from './state.ts';

/**
 * The state after a load that returned.
 *
 * @since 0.1.0
 */
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
  /** Bytes consumed; a peek consumes none. */
  readonly consumed: number;
  /** The stream error after the load: 0, a negative errno, or up to 10.2 the positive result of a hook. */
  readonly streamError: number;
  /**
   * Paths, as in `regs[2].ctrl`, of what a fresh allocation left
   * uninitialised. The value there is null, or no bytes where the stream ended
   * within them, and so is all that lies under it.
   */
  readonly unspecified: readonly string[];
  /** At most how many elements it allocated that nothing refers to any more; of buffers their bytes count. */
  readonly dropped: number;
  /** How long the vbuffers and bitmaps of the values are in memory, by their bytes in them. */
  readonly lengths: Lengths;
  /** The calls into the device, in order. */
  readonly trace: readonly Call[];
  /** For each call the object that it gets: the very values of the struct in `values`, where the load leaves them there. */
  readonly objects: readonly StructValue[];
  /** How many parts a save of the object would now send that this load skipped: subsections, objects that a hook ended early. */
  readonly missed: number;
  /** It can have leaked allocations: parts that came twice, or an element that the positive result of a hook kept out of its list. */
  readonly lost: boolean;
  /** A buffer in which the stream ended has bytes from a wrong position, as in real QEMU (VMS-STREAM-3). */
  readonly wrongTail?: true | undefined;
  /** Because of an error the stream was not read to its end (VMS-STREAM-5). */
  readonly stoppedByError?: true | undefined;
}

/**
 * The destination of a load, and how the stream reaches it.
 *
 * @since 0.1.0
 */
export interface LoadTarget extends Reading {
  /** The shape of the destination. */
  readonly shape: StructShape;
  /** The destination's values before the load; null is a NULL pointer: that of an allocated member, or of a slot. */
  readonly before: StructValue;
  /** The room of members of variable length, which only the layout knows. Absent or null: unknown. */
  readonly rooms?: Rooms | null | undefined;
  /** Pointer size of the host; direct keys are truncated to it. Default: 8. */
  readonly pointerSize?: 4 | 8 | undefined;
  /** Limits of what one field may allocate; beyond them the load is undefined. Default: what every host has. */
  readonly most?: Most | undefined;
}

/**
 * The expected result of a load: the state after it, a rejection with its cause, or `undefined` if C has no defined behaviour.
 *
 * @since 0.1.0
 */
export type ExpectedLoad =
  | ({ readonly verdict: 'ok' } & ExpectedState)
  /** The load fails with `code`, a negative errno or up to 10.2 a hook's positive value, and keeps what it had loaded. */
  | ({
      readonly verdict: 'rejected';
      readonly code: number;
      readonly cause: Cause;
      readonly why: string;
      /** What the release reports and returns as its Error, in order. */
      readonly messages: readonly ErrorMessage[] | null;
    } & ExpectedState)
  /** C would abort, access memory out of bounds, or depend on the memory of the host. */
  | { readonly verdict: 'undefined'; readonly why: string };

/**
 * What a load of `wire` at version `versionId` must do to the destination (vmstate.c:
 * vmstate_load_state in 10.2, vmstate_load_vmsd and its wrapper in 11.1; qemu-file.c for the
 * stream).
 *
 * A load can succeed with a stream error: at the exact end of the stream the search for a
 * subsection sets -EIO without a failure.
 *
 * An array of the destination has room for the elements it has. If the load itself allocates
 * an object with an embedded member of variable length, `rooms` gives its room; without it no
 * element fits there, and the load is `undefined`.
 *
 * @param wire - the stream; bytes after the state are left in it
 * @param versionId - the version of the stream
 * @throws OracleFault if `before` contradicts the shape, or the dialect cannot describe a member.
 * @example
 * ```ts
 * const expected = decode({ shape: model.shape, before }, wire, model.shape.version, 'qemu-11.1');
 * if (expected.verdict === 'ok') expect(loaded.consumed).toBe(expected.consumed);
 * ```
 * @since 0.1.0
 */
export function decode(
  { shape, before, rooms = null, pointerSize = 8, most = MOST, chunk, exactTail, readAfterError, looks }: LoadTarget,
  wire: Uint8Array,
  versionId: number,
  dialect: Dialect,
): ExpectedLoad {
  const parts = shape.members.length + (shape.subsections?.length ?? 0);
  if (before.length !== parts) throw new OracleFault('', `${before.length} values for ${parts} members`);
  const traits = traitsOf(dialect);
  const reader = createWireReader(wire, { chunk, exactTail, readAfterError, looks });
  const rules = loadRulesOf(dialect);
  const load: Load = {
    reader,
    traits,
    rules,
    templates: loadTemplatesOf(dialect),
    saying: silence(),
    rooms,
    most,
    trail: createTrail(),
    readStruct,
    unspecified: [],
    trace: [],
    objects: [],
    untouched: [],
    handedBack: [],
    repeats: [],
    arrays: new Map(),
    lengths: new Map(),
    trees: new Map(),
    keyBits: pointerSize === 4 ? 32 : 64,
    dirty: false,
    copied: false,
    missed: 0,
    lost: false,
    allocated: 0,
    dropped: 0,
    cause: 'end',
    why: '',
  };
  const values = before.slice();
  const status = statusOf(load, { shape, values, version: versionId, depth: 0, origin: 'kept', isTmp: false });
  if (status === 'undefined') return { verdict: 'undefined', why: load.why };
  markUntouched(load);
  const { unspecified, lengths, trace, objects, missed, lost, cause, why } = load;
  const { at: consumed, error: streamError } = reader;
  // What came twice can be anything that was allocated.
  const dropped = lost ? load.allocated : load.dropped;
  const wrongTail = reader.wrongTail ? true : undefined;
  const stoppedByError = reader.stoppedByError ? true : undefined;
  if (status === DONE)
    return {
      verdict: 'ok',
      values,
      consumed,
      streamError,
      unspecified,
      lengths,
      dropped,
      trace,
      objects,
      missed,
      lost,
      wrongTail,
      stoppedByError,
    };
  return {
    verdict: 'rejected',
    code: status,
    consumed,
    streamError,
    values,
    unspecified,
    lengths,
    dropped,
    trace,
    objects,
    missed,
    lost,
    wrongTail,
    stoppedByError,
    cause,
    why,
    messages: saidIn(load.saying),
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
