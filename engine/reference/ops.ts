import type { TmpCopy, VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import type { Call, HookName, Hooks } from '../../vmstate/hooks.ts';
import type { CheckedInfo, Info } from '../../vmstate/info.ts';
import type { ErrorScope } from './errors.ts';
import type { CheckedHook } from './hooks.ts';
import type { ReadingWays } from './input.ts';
import type { LinkElement } from './list-links.ts';
import type { Instance, Machine } from './machine.ts';
import type { VmdescOps } from './vmdesc-ops.ts';
import type { Words } from './words.ts';

/** A place among the nodes of a tree. */
export interface NodePlace {
  /** The word that is to lead to a new node there. */
  readonly link: number;
  /** The node that has the key already; null: there is none. */
  readonly node: number | null;
}

/** A field with an info that walks over structs: a list, a tree or a temporary object. */
export type NestedField = VMStateField & { readonly vmsd: VMStateDescription };

/** One element of such a field: 0 or what ends the walk. */
type NestedWalk = (machine: Machine, field: NestedField, address: number, size: number) => number;

/**
 * The decisions of the interpreter, one function each. The walks in save.ts
 * and load.ts only put them in order. A dialect is one such record; so is a
 * deliberately wrong engine, which replaces an entry or two.
 *
 * Where an entry returns a code, 0 goes on; anything else ends the struct.
 */
export interface Ops {
  readonly reading: ReadingWays;
  /** Does a description of this version carry the field? */
  readonly exists: (field: VMStateField, version: number) => boolean;
  /** The same of a field with a field_exists. */
  readonly test: (machine: Machine, object: Instance, field: VMStateField) => boolean;
  /** Is the absence of the field a failure? */
  readonly mustExist: (field: VMStateField) => boolean;
  /** The version at which a nested struct is handled inside one of `version`. */
  readonly nestedVersion: (vmsd: VMStateDescription, version: number) => number;
  /** The version at which the struct of a VMS_VSTRUCT field is handled. */
  readonly vstructVersion: (field: VMStateField, vmsd: VMStateDescription) => number;
  /** 0, or the code that refuses a stream of this version. */
  readonly checkVersion: (machine: Machine, vmsd: VMStateDescription, version: number) => number;
  readonly count: (machine: Machine, field: VMStateField, opaque: number) => number;
  /** Or TOO_LARGE, which refuses the field. */
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
  /** The content of fresh memory that QEMU leaves uninitialised: any byte. */
  readonly garbage: number;
  /** VMS_ALLOC: is there memory for so much? Only then is it allocated. */
  readonly fits: (machine: Machine, size: number, count: number) => boolean;
  /** VMS_ALLOC: a new array, stored in the pointer at `slot`. */
  readonly allocateArray: (machine: Machine, slot: number, size: number, count: number) => void;
  /** VMS_ARRAY_OF_POINTER_AUTO_ALLOC: a new element, stored in `slot`; its address. */
  readonly allocateObject: (machine: Machine, field: VMStateField, slot: number) => number;
  readonly put: (machine: Machine, info: Info, address: number, size: number) => void;
  readonly get: (machine: Machine, info: Info, address: number, size: number) => number;
  /** The code that the result of a device's own info leads to. */
  readonly putResult: (machine: Machine, result: number) => number;
  readonly getResult: (machine: Machine, result: number) => number;
  /** Does a checked integer take the value from the stream? */
  readonly accepts: (info: CheckedInfo, loaded: number | bigint, current: number | bigint) => boolean;

  /** The two parts of a save of a struct, and of a load. */
  readonly saveFields: (machine: Machine, vmsd: VMStateDescription, opaque: number, version: number) => number;
  readonly saveSubsections: (machine: Machine, vmsd: VMStateDescription, opaque: number) => number;
  readonly loadFields: (machine: Machine, vmsd: VMStateDescription, opaque: number, version: number) => number;
  /** After the last field of each struct of a load, whether it has subsections or not. */
  readonly subsections: (machine: Machine, vmsd: VMStateDescription, opaque: number) => number;
  /** What a struct does with the stream when `subsections` refused. */
  readonly subsectionFailed: (machine: Machine, code: number) => void;
  /** Is a subsection sent? */
  readonly needed: (machine: Machine, sub: VMStateDescription, opaque: number) => boolean;
  readonly putSubsectionHeader: (machine: Machine, sub: VMStateDescription) => void;
  /** Does the name of `length` bytes that comes next in the stream belong to the struct of this name? */
  readonly claims: (machine: Machine, name: Uint8Array, length: number) => boolean;
  /** The subsection of that name; undefined: the description has none. */
  readonly findSubsection: (vmsd: VMStateDescription, name: Uint8Array) => VMStateDescription | undefined;
  /** The version of a subsection, as the load takes it from 32 bits. */
  readonly subsectionVersion: (sent: number) => number;

  /** Notes a call into the device and the object that it gets. */
  readonly tell: (machine: Machine, call: Call, opaque: number) => void;
  /** Only called for descriptions with hooks. */
  readonly preSave: (machine: Machine, vmsd: VMStateDescription, opaque: number) => number;
  /** Also called after a failure, with its code, which it returns then. */
  readonly postSave: (machine: Machine, vmsd: VMStateDescription, opaque: number, code: number) => number;
  readonly preLoad: (machine: Machine, vmsd: VMStateDescription, opaque: number) => number;
  readonly postLoad: (machine: Machine, vmsd: VMStateDescription, opaque: number, version: number) => number;
  /** What the errp variant of a hook answers; undefined: there is none, the plain one is called. */
  readonly errpHook: (hooks: Hooks, hook: CheckedHook) => boolean | undefined;
  /** The code that the result of a plain hook leads to. */
  readonly hookResult: (hook: HookName, result: number) => number;

  readonly putNested: NestedWalk;
  readonly getNested: NestedWalk;
  readonly putTmp: NestedWalk;
  readonly getTmp: NestedWalk;
  /** What the hooks of a temporary object do with its parent; `back`: post_load. */
  readonly copyTmp: (machine: Machine, copy: TmpCopy, object: number, back: boolean) => void;
  readonly putList: (machine: Machine, field: NestedField, head: number) => number;
  readonly getList: (machine: Machine, field: NestedField, head: number) => number;
  readonly putListByte: (machine: Machine, more: boolean) => void;
  /** Does this byte announce an element of a list, or a node of a tree? */
  readonly announces: (info: VMStateField['info'], byte: number) => boolean;
  /** The version at which the elements of a list are loaded. */
  readonly elementVersion: (field: VMStateField, vmsd: VMStateDescription) => number;
  readonly linkQtailq: LinkElement;
  readonly linkQlist: LinkElement;
  readonly putTree: (machine: Machine, field: NestedField, address: number) => number;
  readonly getTree: (machine: Machine, field: NestedField, address: number) => number;
  readonly putNodeCount: (machine: Machine, count: number) => void;
  readonly putNodeByte: (machine: Machine, more: boolean) => void;
  /** Writes the integer at `at` that is the key of a node. */
  readonly putDirectKey: (machine: Machine, at: number) => void;
  /** The version at which the keys or values of a tree are loaded. */
  readonly nodeVersion: (field: VMStateField, side: VMStateDescription) => number;
  /** Is the `count`-th node of a stream one that was announced? */
  readonly expectsNode: (announced: number, count: number) => boolean;
  /** Are `count` nodes all that were announced, and no more? */
  readonly isComplete: (announced: number, count: number) => boolean;
  /** Memory for a key or a value of a tree that is being loaded. */
  readonly allocateSide: (machine: Machine, size: number) => number;
  /** Where a node with such a key belongs, or the one that has the key. */
  readonly placeNode: (machine: Machine, field: NestedField, tree: number, rank: bigint) => NodePlace;
  /** What a load does with the length of a byte array. */
  readonly setArraySize: (machine: Machine, array: number, length: number) => void;
  /** What becomes of an element whose load did not return 0. */
  readonly dropElement: (machine: Machine, field: VMStateField, element: number) => void;

  /** All elements of a field, with their description. */
  readonly saveDescribed: (
    machine: Machine,
    vmsd: VMStateDescription,
    field: VMStateField,
    elements: Elements,
  ) => number;
  readonly vmdesc: VmdescOps;

  /** The code that a refusal is reported with. */
  readonly refusal: (code: number) => number;
  /** What a struct does with its error when an element did not save. */
  readonly saveFailed: (machine: Machine, field: VMStateField, code: number) => void;
  /** Whether there is a place for errors at the top: errors.ts. */
  readonly saveErrors: boolean;
  readonly loadErrors: boolean;
  /** Whether a save hands its place on to subsections, and a post_save that fails sets an error. */
  readonly partErrors: boolean;
  /** Whether the struct of a VMS_STRUCT field has its parent's place in a save. */
  readonly structErrors: boolean;
  readonly infoErrors: ErrorScope;
  /** What the release says of failures. */
  readonly words: Words;
}

/** Where the elements (or slots) of a field are. */
export interface Elements {
  readonly first: number;
  readonly size: number;
  readonly count: number;
}

/** From `Ops.next`: nothing to load for this element. */
export const SKIPPED: number = -(2 ** 41);

/** From `Ops.size`: there is no such size. */
export const TOO_LARGE: number = -(2 ** 43);

/** From `Ops.next`: the load is refused. */
export const FAILED: number = -(2 ** 42);

/**
 * A record with some entries replaced. All records come from here, so that
 * they have one shape and the walks stay as fast for each of them: the base's,
 * whose entries `parts` overwrites in place.
 */
export function replaceOps(base: Ops, parts: Partial<Ops>): Ops {
  return { ...base, ...parts };
}
