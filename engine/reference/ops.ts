import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import type { Info } from '../../vmstate/info.ts';
import type { Machine } from './machine.ts';

/**
 * The decisions of the interpreter, one function each. The walks in save.ts
 * and load.ts only put them in order. A dialect is one such record; so is a
 * deliberately wrong engine, which replaces an entry or two.
 */
export interface Ops {
  /** Does a description of this version carry the field? */
  readonly exists: (field: VMStateField, version: number) => boolean;
  /** The version at which a nested struct is handled inside one of `version`. */
  readonly nestedVersion: (vmsd: VMStateDescription, version: number) => number;
  /** 0, or the code that refuses a stream of this version. */
  readonly checkVersion: (machine: Machine, vmsd: VMStateDescription, version: number) => number;
  readonly count: (machine: Machine, field: VMStateField, opaque: number) => number;
  readonly size: (machine: Machine, field: VMStateField, opaque: number) => number;
  /** Element 0 of a VMS_POINTER field, whose pointer is stored at `slot`. */
  readonly first: (machine: Machine, field: VMStateField, slot: number) => number;
  /** Where element (or slot) `index` is. */
  readonly element: (field: VMStateField, first: number, size: number, index: number) => number;
  /** The target of a slot of an array of pointers. */
  readonly follow: (machine: Machine, field: VMStateField, slot: number) => number;
  /** Does a marker stand in for this element of a save? */
  readonly isNull: (field: VMStateField, address: number, size: number) => boolean;
  readonly putMarker: (machine: Machine, field: VMStateField, valid: boolean) => void;
  /** The element to load for the slot or element at `address`, or SKIPPED or FAILED. */
  readonly next: (machine: Machine, field: VMStateField, address: number, size: number) => number;
  /** VMS_ALLOC: a new array, stored in the pointer at `slot`. */
  readonly allocateArray: (
    machine: Machine,
    field: VMStateField,
    slot: number,
    size: number,
    count: number,
  ) => void;
  /** VMS_ARRAY_OF_POINTER_AUTO_ALLOC: a new element, stored in `slot`; its address. */
  readonly allocateObject: (machine: Machine, field: VMStateField, slot: number) => number;
  readonly put: (machine: Machine, info: Info, address: number, size: number) => void;
  readonly get: (machine: Machine, info: Info, address: number, size: number) => void;
  /** After the last field of each struct of a load: 0, or the code that refuses what follows. */
  readonly subsections: (machine: Machine, vmsd: VMStateDescription) => number;
  /** What a struct does with the stream when `subsections` refused. */
  readonly subsectionFailed: (machine: Machine, code: number) => void;
  /** The code that a refusal is reported with. */
  readonly refusal: (code: number) => number;
}

/** From `Ops.next`: nothing to load for this element. */
export const SKIPPED: number = -(2 ** 41);

/** From `Ops.next`: the load is refused. */
export const FAILED: number = -(2 ** 42);

/**
 * A record with some entries replaced. All records come from here, so that
 * they have one shape and the walks stay as fast for each of them.
 */
export function replaceOps(base: Ops, parts: Partial<Ops>): Ops {
  return {
    exists: parts.exists ?? base.exists,
    nestedVersion: parts.nestedVersion ?? base.nestedVersion,
    checkVersion: parts.checkVersion ?? base.checkVersion,
    count: parts.count ?? base.count,
    size: parts.size ?? base.size,
    first: parts.first ?? base.first,
    element: parts.element ?? base.element,
    follow: parts.follow ?? base.follow,
    isNull: parts.isNull ?? base.isNull,
    putMarker: parts.putMarker ?? base.putMarker,
    next: parts.next ?? base.next,
    allocateArray: parts.allocateArray ?? base.allocateArray,
    allocateObject: parts.allocateObject ?? base.allocateObject,
    put: parts.put ?? base.put,
    get: parts.get ?? base.get,
    subsections: parts.subsections ?? base.subsections,
    subsectionFailed: parts.subsectionFailed ?? base.subsectionFailed,
    refusal: parts.refusal ?? base.refusal,
  };
}
