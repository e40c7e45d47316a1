import type { CopiedRange, TmpCopy } from '../../vmstate/host/description.ts';
import { writePointer } from '../../vmstate/host/memory.ts';
import { loadPointer, reach } from './access.ts';
import { allocate, asUnsigned } from './allocate.ts';
import { Fault } from './fault.ts';
import { loadStruct } from './load.ts';
import type { Machine } from './machine.ts';
import type { NestedField } from './ops.ts';
import { saveStruct } from './save.ts';

/**
 * Saves an object that exists only for the save. QEMU 10.2: vmstate-types.c:put_tmp;
 * 11.1: save_tmp.
 */
export function putTmp(machine: Machine, { vmsd }: NestedField, parent: number, size: number): number {
  return withObject(machine, parent, size, (object) => saveStruct(machine, vmsd, object, vmsd.version_id));
}

/**
 * Loads an object that exists only for the load, at the version of the field.
 * QEMU 10.2: vmstate-types.c:get_tmp; 11.1: load_tmp.
 */
export function getTmp(machine: Machine, field: NestedField, parent: number, size: number): number {
  return withObject(machine, parent, size, (object) => loadStruct(machine, field.vmsd, object, field.version_id));
}

/** Its block comes and goes: the memory is afterwards as if it had never been. */
function withObject(machine: Machine, parent: number, size: number, walk: (object: number) => number): number {
  const { memory } = machine;
  const { used } = memory;
  const blocks = memory.blocks.length;
  const object = allocate(machine, asUnsigned(machine, size), machine.ops.garbage);
  try {
    reach(machine, object, machine.pointerSize, true);
    writePointer(memory, object, parent);
    const code = walk(object);
    if (memory.blocks.length !== blocks + 1) throw new Fault('', 'allocates inside a temporary object');
    return code;
  } finally {
    memory.bytes.fill(0, used, memory.used);
    memory.blocks.length = blocks;
    memory.used = used;
    machine.low = 0;
    machine.high = 0;
  }
}

/** What the hooks of a temporary object do with its parent. `back`: post_load. */
export function copyTmp(machine: Machine, tmp: TmpCopy, object: number, back: boolean): void {
  copyRange(machine, tmp, object, back);
  for (const range of tmp.copies ?? []) copyRange(machine, range, object, back);
}

function copyRange(machine: Machine, copy: CopiedRange, object: number, back: boolean): void {
  const inside = object + copy.tmp;
  const outside = loadPointer(machine, object) + copy.parent;
  const [from, to] = back ? [inside, outside] : [outside, inside];
  if (copy.length === 0) return;
  reach(machine, from, copy.length, false);
  reach(machine, to, copy.length, true);
  machine.bytes.copyWithin(to, from, from + copy.length);
}
