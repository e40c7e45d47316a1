import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { visit } from './fault.ts';
import type { JsonWriter } from './json-writer.ts';
import type { Machine } from './machine.ts';
import type { Elements } from './ops.ts';
import { endless, ENDLESS, pointee, saveElement } from './save.ts';
import { closeEntry, openEntry, typeName, type ElementEntry } from './vmdesc.ts';
import type { ElementRun } from './vmdesc-ops.ts';

/**
 * The elements of a field, as save.ts saves them, with their description.
 * QEMU 10.2: the inner loop of vmstate.c:vmstate_save_state_v; 11.1: of
 * vmstate_save_vmsd_v.
 */
export function saveDescribed(
  machine: Machine,
  vmsd: VMStateDescription,
  field: VMStateField,
  elements: Elements,
): number {
  const { ops, depth, describing } = machine;
  const { first, size, count } = elements;
  const allocates = (field.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  const run: ElementRun = { index: 0, open: true, ofNull: false, max: count };
  let code = 0;
  for (let i = 0; i < count && code === 0; i++) {
    if (i === ENDLESS) throw endless(count);
    visit(machine);
    machine.indices[depth] = i;
    run.index = i;
    const address = pointee(machine, field, ops.element(field, first, size, i));
    const isNull = ops.isNull(field, address, size);
    ops.vmdesc.span(machine, field, run, elements);
    machine.describing = run.open ? describing : null;
    if (isNull || allocates) {
      const marker = open(machine, vmsd, field, run, true);
      ops.putMarker(machine, field, !isNull);
      close(marker, machine, 0);
    }
    if (!isNull) {
      const entry = open(machine, vmsd, field, run, false);
      code = saveElement(machine, field, address, allocates ? field.size | 0 : size);
      close(entry, machine, code);
    }
    if (run.open && ops.vmdesc.closes(machine, field, run)) run.open = false;
  }
  machine.describing = describing;
  if (code !== 0) ops.saveFailed(machine, field, code);
  return code;
}

function elementEntry(machine: Machine, vmsd: VMStateDescription, field: VMStateField, run: ElementRun): ElementEntry {
  const { vmdesc } = machine.ops;
  return {
    name: vmdesc.name(vmsd, field, false),
    type: typeName(field),
    isStruct: (field.flags & VMS.STRUCT) !== 0,
    compressed: vmdesc.alike(field),
    index: run.index,
    max: run.max,
  };
}

function markerEntry(machine: Machine, vmsd: VMStateDescription, field: VMStateField, run: ElementRun): ElementEntry {
  const { vmdesc } = machine.ops;
  if (vmdesc.markerType === null) return elementEntry(machine, vmsd, field, run);
  const name = vmdesc.name(vmsd, field, true);
  return { name, type: vmdesc.markerType, isStruct: false, compressed: true, index: run.index, max: run.max };
}

/** An entry whose element is being saved. */
interface OpenEntry {
  readonly writer: JsonWriter;
  readonly entry: ElementEntry;
  /** Bytes that were written before the element. */
  readonly before: number;
}

/** Opened and closed by the loop itself: a callback's frames would halve the depth of structs that the stack has room for. */
function open(
  machine: Machine,
  vmsd: VMStateDescription,
  field: VMStateField,
  run: ElementRun,
  ofMarker: boolean,
): OpenEntry | null {
  const { describing: writer, output } = machine;
  if (writer === null) return null;
  const entry = (ofMarker ? markerEntry : elementEntry)(machine, vmsd, field, run);
  openEntry(writer, entry);
  return { writer, entry, before: output.used - output.start };
}

function close(opened: OpenEntry | null, { ops, output }: Machine, code: number): void {
  if (opened === null || (code !== 0 && !ops.vmdesc.closesFailed)) return;
  const { writer, entry, before } = opened;
  closeEntry(writer, entry, ops.vmdesc.size(output.used - output.start - before));
}
