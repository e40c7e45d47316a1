import type { Info } from './info.ts';

/**
 * One `VMStateField`, in host terms. The member names are QEMU's own
 * (include/migration/vmstate.h, struct VMStateField); `flags` is a word of
 * `VMS`. Offsets and sizes are in bytes of the host's memory.
 */
export interface VMStateField {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly num: number;
  readonly num_offset: number;
  readonly size_offset: number;
  readonly flags: number;
  readonly version_id: number;
  /** What handles an element; null when `vmsd` does. */
  readonly info: Info | null;
  readonly vmsd: VMStateDescription | null;
}

/** A `VMStateDescription`. The terminator (`VMS_END`) is implied, not listed. */
export interface VMStateDescription {
  readonly name: string;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly fields: readonly VMStateField[];
}
