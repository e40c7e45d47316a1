import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { NULL_ADDRESS } from './access.ts';
import type { Machine } from './machine.ts';
import type { Elements } from './ops.ts';
import { pointee } from './save.ts';

/** Where the description of a field's elements stands. */
export interface ElementRun {
  /** The element that comes next. */
  index: number;
  /** Whether the next element is described. */
  open: boolean;
  /** Whether the run that was described last is one of NULL elements. */
  ofNull: boolean;
  /** Elements from here that may be described as one. */
  max: number;
}

/** The decisions about the description of the bytes: the releases differ in most. */
export interface VmdescOps {
  /** Before each element: is it described, and for how many does it stand? */
  readonly span: (machine: Machine, field: VMStateField, run: ElementRun, elements: Elements) => void;
  /** After an element that was described: does it stand for those that follow? */
  readonly closes: (machine: Machine, field: VMStateField, run: ElementRun) => boolean;
  /** Are the elements of the field alike? */
  readonly alike: (field: VMStateField) => boolean;
  /** The type by which a marker is described; null: like an element. */
  readonly markerType: string | null;
  readonly name: (vmsd: VMStateDescription, field: VMStateField, isMarker: boolean) => string;
  /** Is the entry of an element closed whose save failed? What was left open in it makes that an abort. */
  readonly closesFailed: boolean;
  /** Bytes of an element, of all those written for it. */
  readonly size: (written: number) => number;
}

/** QEMU 7.2, 10.2: vmstate.c:vmsd_can_compress. */
export function alike(field: VMStateField): boolean {
  return isAllAlike(field, 0);
}

/** Nothing where AUTO_ALLOC writes markers. QEMU 11.1: vmstate.c:vmsd_can_compress. */
export function alikeWithoutMarkers(field: VMStateField): boolean {
  return isAllAlike(field, VMS.ARRAY_OF_POINTER_AUTO_ALLOC);
}

/** The field and all that is inside, at any depth: deep in a save the stack has no room for as much again. */
function isAllAlike(field: VMStateField, unlike: number): boolean {
  if (field.field_exists !== undefined || (field.flags & unlike) !== 0) return false;
  if ((field.flags & VMS.STRUCT) === 0 || field.vmsd === null) return true;
  const inside = [field.vmsd];
  for (const { subsections, fields } of inside) {
    if (subsections !== undefined) return false;
    for (const { field_exists: test, flags, vmsd } of fields) {
      if (test !== undefined || (flags & unlike) !== 0) return false;
      // What any other field has inside is not looked at.
      if ((flags & VMS.STRUCT) !== 0 && vmsd !== null) inside.push(vmsd);
    }
  }
  return true;
}

/**
 * A name that fields share is numbered. The marker is a field of its own,
 * which is not found among them. QEMU 10.2, 11.1: vmstate.c:vmsd_desc_field_start,
 * vmfield_name_is_unique, vmfield_name_num.
 */
export function entryName(vmsd: VMStateDescription, field: VMStateField, isMarker: boolean): string {
  const { name } = field;
  const same = fieldsByName(vmsd).get(name) ?? [];
  if (same.length <= 1) return name;
  return `${name}[${isMarker ? -1 : same.indexOf(field)}]`;
}

const named = new WeakMap<VMStateDescription, ReadonlyMap<string, readonly VMStateField[]>>();

/** Found once for a description, and not anew for each of its fields. */
function fieldsByName(vmsd: VMStateDescription): ReadonlyMap<string, readonly VMStateField[]> {
  const known = named.get(vmsd);
  if (known !== undefined) return known;
  const found = new Map<string, VMStateField[]>();
  for (const field of vmsd.fields) {
    const same = found.get(field.name);
    if (same === undefined) found.set(field.name, [field]);
    else same.push(field);
  }
  named.set(vmsd, found);
  return found;
}

/** QEMU 7.2: vmstate.c:vmstate_save_state_v. */
export function spanAll(_machine: Machine, _field: VMStateField, run: ElementRun, { count }: Elements): void {
  run.max = count;
}

/** A run begins where NULL elements do or end. QEMU 10.0, 10.2: vmstate.c:vmstate_save_state_v. */
export function spanRun(machine: Machine, field: VMStateField, run: ElementRun, elements: Elements): void {
  run.max = elements.count - run.index;
  if ((field.flags & VMS.ARRAY_OF_POINTER) !== 0) beginRun(machine, field, run, elements);
}

/**
 * The same, but only of elements that are alike, and not at the last one.
 * QEMU 11.1: vmstate.c:vmstate_save_vmsd_v.
 */
export function spanRunOfAlike(machine: Machine, field: VMStateField, run: ElementRun, elements: Elements): void {
  run.max = machine.ops.vmdesc.alike(field) ? elements.count - run.index : 1;
  if (run.max > 1 && (field.flags & VMS.ARRAY_OF_POINTER) !== 0) beginRun(machine, field, run, elements);
}

function beginRun(machine: Machine, field: VMStateField, run: ElementRun, elements: Elements): void {
  const { index } = run;
  const ofNull = isNullAt(machine, field, index, elements);
  if (ofNull === run.ofNull) return;
  run.ofNull = ofNull;
  run.open = true;
  for (let j = index + 1; j < elements.count; j++) {
    if (isNullAt(machine, field, j, elements) !== ofNull) {
      run.max = j - index;
      return;
    }
  }
}

function isNullAt(machine: Machine, field: VMStateField, index: number, { first, size }: Elements): boolean {
  const { ops } = machine;
  const address = pointee(machine, field, ops.element(field, first, size, index));
  return address === NULL_ADDRESS && ops.isNull(field, address, size);
}

/** QEMU 7.2, 10.2: vmstate.c:vmstate_save_state_v. */
export function closesAlike(machine: Machine, field: VMStateField): boolean {
  return machine.ops.vmdesc.alike(field);
}

/** QEMU 11.1: vmstate.c:vmstate_save_vmsd_v. */
export function closesLong(_machine: Machine, _field: VMStateField, run: ElementRun): boolean {
  return run.max > 1;
}
