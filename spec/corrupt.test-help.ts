import type { Draw } from '../random/draw.ts';
import type { VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { VMS } from '../vmstate/host/flags.ts';
import { infos } from '../vmstate/info.ts';
import { readPointer, writePointer, type Memory } from '../vmstate/host/memory.ts';
import type { Member, Model, StructShape, Value } from '../vmstate/model/model.ts';

/** Damage at random: what a lying description, a broken heap or a torn stream look like. */

const numbers = [0, 1, 2, 4, 7, 8, 255, 4096, -1, 2147483647] as const;

/** A description in which, somewhere, a field or a hook says what is not so. */
export function corruptDescription(draw: Draw, description: VMStateDescription): VMStateDescription {
  const { subsections } = description;
  if (subsections !== undefined && draw.chance(20))
    return { ...description, subsections: subsections.map((each) => corruptDescription(draw, each)) };
  if (draw.chance(3)) return { ...description, hooks: { ...description.hooks, pre_save_errp: draw.chance(50) } };
  const victim = draw.below(Math.max(1, description.fields.length));
  return {
    ...description,
    fields: description.fields.map((field, i) => (i === victim ? corruptField(draw, field) : field)),
  };
}

function corruptField(draw: Draw, field: VMStateField): VMStateField {
  if (field.key_vmsd !== undefined && draw.chance(40))
    return draw.chance(20)
      ? { ...field, key_vmsd: undefined }
      : { ...field, key_vmsd: corruptDescription(draw, field.key_vmsd) };
  if (field.vmsd !== null && draw.chance(40)) return { ...field, vmsd: corruptDescription(draw, field.vmsd) };
  const number = numbers[draw.below(numbers.length)] ?? 0;
  switch (draw.below(10)) {
    case 0:
      return { ...field, offset: Math.max(0, number) };
    case 1:
      return { ...field, size: number };
    case 2:
      return { ...field, num: number };
    case 3:
      return { ...field, num_offset: Math.max(0, number), size_offset: Math.max(0, number) };
    case 4:
      return { ...field, info: infos[draw.below(infos.length)] ?? null };
    case 5:
      return { ...field, info: null, vmsd: null };
    case 6:
      return { ...field, version_id: number };
    case 7:
      return { ...field, version_id: 1000, flags: field.flags | VMS.MUST_EXIST };
    default:
      return { ...field, flags: field.flags ^ (1 << draw.below(18)) };
  }
}

/** A memory in which a pointer leads nowhere, or some bytes are others. */
export function corruptMemory(draw: Draw, memory: Memory): Memory {
  const slot = memory.slots[draw.below(Math.max(1, memory.slots.length))];
  const block = memory.blocks[draw.below(memory.blocks.length)];
  if (slot !== undefined && draw.chance(60)) {
    const other = memory.slots[draw.below(memory.slots.length)] ?? slot;
    if (draw.chance(40)) writePointer(memory, slot, null);
    else if (draw.chance(40)) writePointer(memory, slot, readPointer(memory, other) ?? null);
    else if (draw.chance(60)) writePointer(memory, slot, draw.below(memory.used));
    else memory.bytes.fill(0xee, slot, slot + memory.abi.pointerSize);
  }
  if (block !== undefined && block.size > 0) memory.bytes[block.start + draw.below(block.size)] = draw.bits();
  return memory;
}

/** A stream that is cut, or has other bytes in it, or ends in something like a subsection. */
export function corruptStream(draw: Draw, wire: Uint8Array): Uint8Array {
  const length = draw.chance(40) ? draw.below(wire.length + 1) : wire.length;
  const tail = draw.chance(50) ? [0x05, draw.below(12), 0x64, 0x65, 0x76] : [];
  const stream = new Uint8Array(length + tail.length);
  stream.set(wire.subarray(0, length));
  stream.set(tail, length);
  for (let flips = draw.below(4); flips > 0 && length > 0; flips--) stream[draw.below(length)] = draw.bits();
  return stream;
}

/** A model whose values contradict its shape, or whose shape contradicts itself. */
export function corruptModel(draw: Draw, { shape, values }: Model): Model {
  // A dialect without errors in hooks knows nothing of this one.
  if (draw.chance(3)) return { shape: { ...shape, hooks: { ...shape.hooks, pre_save_errp: draw.chance(50) } }, values };
  const i = victimOf(draw, shape);
  const member = shape.members[i];
  if (member === undefined) return { shape, values };
  const inner =
    member.element.kind === 'struct' && Array.isArray(values[i]) && member.count.kind === 'one'
      ? member.element.struct
      : null;
  if (inner !== null && draw.chance(60)) {
    const value = values[i];
    const next = corruptModel(draw, { shape: inner, values: Array.isArray(value) ? value : [] });
    return {
      shape: withMember(shape, i, { ...member, element: { kind: 'struct', struct: next.shape } }),
      values: values.with(i, next.values),
    };
  }
  const others: readonly Value[] = [0, -1, 3n, null, [], [null], new Uint8Array(3), 1, 4294967295];
  const other = others[draw.below(others.length)] ?? null;
  switch (draw.below(5)) {
    case 0:
      return { shape, values: values.with(i, other) };
    case 4:
      return { shape, values: values.with(i, corruptValue(draw, values[i] ?? null, other)) };
    case 1:
      return { shape: withMember(shape, i, corruptMember(draw, member, shape)), values };
    case 2:
      return { shape, values: values.slice(0, i) };
    default:
      return { shape: withMember(shape, i, corruptMember(draw, member, shape)), values: values.with(i, other) };
  }
}

/** Often one of the rarer kinds, of which there is more to be contradicted. */
function victimOf(draw: Draw, { members }: StructShape): number {
  const rare = members.flatMap(({ element: { kind } }, i) =>
    kind === 'scalar' || kind === 'struct' || kind === 'buffer' || kind === 'unused' ? [] : [i],
  );
  return (
    (draw.chance(40) ? rare[draw.below(Math.max(1, rare.length))] : undefined) ??
    draw.below(Math.max(1, members.length))
  );
}

/** `value` with `other` somewhere in it: an element, a node, a key, a value in a struct. */
function corruptValue(draw: Draw, value: Value, other: Value): Value {
  if (!Array.isArray(value) || value.length === 0) return other;
  const i = draw.below(value.length);
  return value.with(i, draw.chance(60) ? corruptValue(draw, value[i] ?? null, other) : other);
}

function corruptMember(draw: Draw, member: Member, shape: StructShape): Member {
  const by = draw.below(shape.members.length + 1);
  switch (draw.below(8)) {
    case 6:
      return { ...member, element: { kind: 'bitmap', sizedBy: by } };
    case 7:
      return { ...member, element: { kind: 'vbuffer', sizedBy: by, multiply: 1, half: 'low' } };
    case 0:
      return {
        ...member,
        count: { kind: 'counted', by, type: draw.chance(50) ? 'int32' : 'uint8', multiply: draw.chance(30) ? 2 : null },
      };
    case 1:
      return { ...member, element: { kind: 'vbuffer', sizedBy: by, multiply: draw.chance(50) ? 3 : null } };
    case 2:
      return { ...member, slots: draw.chance(50) ? 'nullable' : 'allocated' };
    case 3:
      return { ...member, storage: draw.chance(50) ? 'pointer' : 'allocated' };
    case 4:
      return { ...member, count: { kind: 'fixed', n: draw.below(4) } };
    default:
      return { ...member, element: { kind: 'unused', size: draw.below(4) } };
  }
}

function withMember(shape: StructShape, i: number, member: Member): StructShape {
  return { ...shape, members: shape.members.with(i, member) };
}
