import type { VMStateField } from '../../vmstate/host/description.ts';
import { LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { declareSlot, loadPointer, NULL_ADDRESS } from './access.ts';
import { allocate, asUnsigned, release } from './allocate.ts';
import { remark, printText } from './errors.ts';
import { Fault } from './fault.ts';
import { getByte } from './input.ts';
import { loadStruct } from './load.ts';
import type { ListEnd } from './list-links.ts';
import type { Machine } from './machine.ts';
import type { NestedField } from './ops.ts';
import { putByte } from './output.ts';
import { saveStruct } from './save.ts';

/** The byte before an element, and behind the last. QEMU 10.2: vmstate-types.c:put_qtailq. */
export function putListByte(machine: Machine, more: boolean): void {
  putByte(machine.output, more ? LIST_MORE : LIST_END);
}

/**
 * Elements go out at their own version. QEMU 10.2: vmstate-types.c:put_qtailq,
 * put_qlist; 11.1: save_qtailq, save_qlist.
 */
export function putList(machine: Machine, field: NestedField, head: number): number {
  const { vmsd, start = 0 } = field;
  let element = loadPointer(machine, head);
  for (let n = 0; element !== NULL_ADDRESS; n++) {
    // More elements than bytes: C would go round for ever.
    if (n > machine.memory.used) throw new Fault('allocation: ', 'the list runs in a circle');
    machine.ops.putListByte(machine, true);
    const code = saveStruct(machine, vmsd, element, vmsd.version_id);
    if (code !== 0) {
      printText(machine, machine.ops.words.savedElement(field, vmsd, code));
      return code;
    }
    element = loadPointer(machine, element + start);
  }
  machine.ops.putListByte(machine, false);
  return 0;
}

/**
 * Elements come in at the version of the field, each in memory of its own, and
 * are appended to what is there. Any result of an element that is not 0 ends
 * the list; a positive one is no failure to the struct around it (up to 10.2).
 * QEMU 10.2: vmstate-types.c:get_qtailq, get_qlist; 11.1: load_qtailq, load_qlist.
 */
export function getList(machine: Machine, field: NestedField, head: number): number {
  const { ops } = machine;
  const { vmsd } = field;
  const version = ops.elementVersion(field, vmsd);
  const refused = ops.checkVersion(machine, vmsd, version);
  if (refused !== 0) {
    remark(machine, ops.words.elementVersion(vmsd, version > vmsd.version_id));
    return refused;
  }
  let previous = NULL_ADDRESS;
  while (ops.announces(field.info, getByte(machine.input))) {
    const element = fresh(machine, field.size);
    const code = loadStruct(machine, vmsd, element, version);
    if (code !== 0) {
      printText(machine, ops.words.loadedElement(field, vmsd, code));
      ops.dropElement(machine, field, element);
      return code;
    }
    append(machine, field, { head, start: field.start ?? 0, previous }, element);
    previous = element;
  }
  return 0;
}

function fresh(machine: Machine, size: number): number {
  return size === 0 ? NULL_ADDRESS : allocate(machine, asUnsigned(machine, size), machine.ops.garbage);
}

function append(machine: Machine, field: VMStateField, list: ListEnd, element: number): void {
  const { ops, pointerSize } = machine;
  const { start } = list;
  const link = field.info === 'qlist' ? ops.linkQlist : ops.linkQtailq;
  link(machine, list, element);
  declareSlot(machine, element + start);
  declareSlot(machine, element + start + pointerSize);
}

/** A tail queue leaks the element it could not load. QEMU 10.2: vmstate-types.c:get_qtailq, get_qlist. */
export function leakOrFree(machine: Machine, field: VMStateField, element: number): void {
  if (field.info === 'qlist') release(machine, element);
}

/** QEMU 11.1: vmstate-types.c:load_qtailq, load_qlist. */
export function freeElement(machine: Machine, _field: VMStateField, element: number): void {
  release(machine, element);
}
