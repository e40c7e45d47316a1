import type { TmpCopy, VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { VMS } from '../vmstate/host/flags.ts';
import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { checkedType, isChecked, isScalar, isWide, widthOf, type Scalar, type Width } from '../vmstate/info.ts';
import { cloneMemory, readPointer, type Memory } from '../vmstate/host/memory.ts';
import type { Untouched } from '../vmstate/model/model.ts';

/** Stands for a field that does not exist, and for a subsection that is not needed. */
export const ABSENT = 'absent';

export type ReadValue = number | bigint | Uint8Array | null | typeof ABSENT | Untouched | ReadValue[];

/**
 * What the object at `at` means by its description, as a save would see it:
 * one value per field, then one per subsection. Pointers are followed, and
 * every list is walked both ways.
 */
export function readBack(
  memory: Memory,
  description: VMStateDescription,
  at: number,
  dialect: Dialect = 'qemu-11.1',
): ReadValue[] {
  return readObject(memory, traitsOf(dialect).ownWidths ? description : withoutWidths(description), at);
}

/** Sizes are read as C ints, however wide their members are. */
function withoutWidths(description: VMStateDescription): VMStateDescription {
  const { fields, subsections } = description;
  return {
    ...description,
    fields: fields.map((field) => ({
      ...field,
      size_width: undefined,
      vmsd: field.vmsd === null ? null : withoutWidths(field.vmsd),
      key_vmsd: field.key_vmsd === undefined ? undefined : withoutWidths(field.key_vmsd),
    })),
    subsections: subsections?.map(withoutWidths),
  };
}

function readObject(
  memory: Memory,
  description: VMStateDescription,
  at: number,
  version: number = description.version_id,
): ReadValue[] {
  const fields = description.fields.map((field) =>
    existsAt(memory, field, at, version) ? readField(memory, field, at) : ABSENT,
  );
  const subsections = (description.subsections ?? []).map((inner) => {
    const needed = inner.needed === undefined || memory.bytes[at + inner.needed] !== 0;
    return needed ? readObject(memory, inner, at) : ABSENT;
  });
  return [...fields, ...subsections];
}

function existsAt(
  { bytes }: Memory,
  { field_exists: test, version_id }: VMStateField,
  at: number,
  version: number,
): boolean {
  if (test === undefined) return version_id <= version;
  return test.kind === 'version' ? version >= test.from : bytes[at + test.offset] !== 0;
}

function readField(memory: Memory, field: VMStateField, at: number): ReadValue {
  const { flags, info } = field;
  if (info === 'unused_buffer' || (info === null && field.vmsd === null)) return null;
  const n = countAt(memory, field, at);
  const size = sizeAt(memory, field, at);
  let base = at + field.offset;
  if ((flags & VMS.POINTER) !== 0) {
    if (n === 0) return [];
    const empty = new Uint8Array(0);
    if (size === 0 && (flags & VMS.ARRAY_OF_POINTER) === 0 && (info === 'buffer' || info === 'bitmap'))
      return n === null ? empty : new Array<ReadValue>(n).fill(empty);
    base = follow(memory, base);
  }
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  if (n === null && !slots) return readElement(memory, field, base, size);
  if (n === null) {
    const target = readPointer(memory, base) ?? null;
    return target === null ? null : readElement(memory, field, target, memory.abi.pointerSize);
  }
  return Array.from({ length: n }, (_, i): ReadValue => {
    if (!slots) return readElement(memory, field, base + i * size, size);
    const target = readPointer(memory, base + i * memory.abi.pointerSize);
    return target === null || target === undefined ? null : readElement(memory, field, target, memory.abi.pointerSize);
  });
}

function readElement(memory: Memory, field: VMStateField, at: number, size: number): ReadValue {
  const { info, vmsd, flags } = field;
  if (info === 'qtailq' || info === 'qlist') return readList(memory, field, at);
  if (info === 'gtree') return readTree(memory, field, at);
  if (info === 'g_byte_array') return readByteArray(memory, at);
  if (info === 'timer') return readScalar(memory, at, 'int64');
  if (info === 'tmp') {
    if (vmsd?.tmp === undefined) throw new Error('a tmp without a copy');
    return readTemporary(memory, vmsd, vmsd.tmp, at);
  }
  if (vmsd !== null)
    return readObject(memory, vmsd, at, (flags & VMS.VSTRUCT) !== 0 ? (field.struct_version_id ?? 0) : vmsd.version_id);
  if (info === 'buffer') return memory.bytes.slice(at, at + size);
  if (info === 'bitmap') return readBitmap(memory, at, size);
  if (info === null) return null;
  return readScalar(memory, at, isChecked(info) ? checkedType(info) : isScalar(info) ? info : 'uint8');
}

/** A temporary object as its hooks make it: copies of members of the parent are read from there. */
function readTemporary(
  memory: Memory,
  description: VMStateDescription,
  { parent, tmp, copies = [] }: TmpCopy,
  at: number,
): ReadValue[] {
  const object = at + parent - tmp;
  const made = copies.length === 0 ? memory : cloneMemory(memory);
  for (const { parent: from, tmp: to, length } of copies)
    made.bytes.copyWithin(object + to, at + from, at + from + length);
  return readObject(made, description, object);
}

function readScalar({ view, abi }: Memory, at: number, type: Scalar): number | bigint {
  const little = abi.byteOrder === 'little';
  const signed = type.startsWith('int');
  if (isWide(type)) return signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little);
  const width = widthOf(type);
  if (width === 1) return signed ? view.getInt8(at) : view.getUint8(at);
  if (width === 2) return signed ? view.getInt16(at, little) : view.getUint16(at, little);
  return signed ? view.getInt32(at, little) : view.getUint32(at, little);
}

/** `unsigned long` by `unsigned long`, the way put_bitmap does. */
function readBitmap(memory: Memory, at: number, bits: number): Uint8Array {
  const { view, abi } = memory;
  const little = abi.byteOrder === 'little';
  const words = Math.ceil(bits / 64);
  const longs = Math.ceil(bits / (8 * abi.pointerSize));
  const wire = new Uint8Array(words * 8);
  const out = new DataView(wire.buffer);
  for (let i = 0; i < words; i++) {
    if (abi.pointerSize === 8) out.setBigUint64(8 * i, view.getBigUint64(at + 8 * i, little));
    else {
      out.setUint32(8 * i + 4, view.getUint32(at + 8 * i, little));
      if (2 * i + 1 < longs) out.setUint32(8 * i, view.getUint32(at + 8 * i + 4, little));
    }
  }
  return wire;
}

function readList(memory: Memory, { info, vmsd, start = 0 }: VMStateField, head: number): ReadValue[] {
  const word = memory.abi.pointerSize;
  const elements: ReadValue[] = [];
  let back = head;
  let next = readPointer(memory, head);
  while (typeof next === 'number') {
    const link = next + start;
    if (readPointer(memory, link + word) !== back) throw new Error(`element ${elements.length} does not lead back`);
    if (vmsd !== null) elements.push(readObject(memory, vmsd, next));
    back = link;
    next = readPointer(memory, link);
  }
  if (next === undefined) throw new Error('a list leads nowhere');
  if (info === 'qtailq' && readPointer(memory, head + word) !== back)
    throw new Error('the head does not know the last element');
  return elements;
}

function readTree(memory: Memory, { vmsd, key_vmsd }: VMStateField, at: number): ReadValue[] {
  const word = memory.abi.pointerSize;
  const nodes: ReadValue[] = [];
  let next = readPointer(memory, follow(memory, at));
  while (typeof next === 'number') {
    const key =
      key_vmsd === undefined
        ? readWord(memory, next + word)
        : readObject(memory, key_vmsd, follow(memory, next + word));
    if (vmsd !== null) nodes.push([key, readObject(memory, vmsd, follow(memory, next + 2 * word))]);
    next = readPointer(memory, next);
  }
  if (next === undefined) throw new Error('a tree leads nowhere');
  return nodes;
}

function readWord(memory: Memory, at: number): bigint {
  return BigInt(readScalar(memory, at, memory.abi.pointerSize === 8 ? 'uint64' : 'uint32'));
}

function readByteArray(memory: Memory, at: number): Uint8Array {
  const array = follow(memory, at);
  const length = Number(readScalar(memory, array + memory.abi.pointerSize, 'uint32'));
  const data = length === 0 ? 0 : follow(memory, array);
  return memory.bytes.slice(data, data + length);
}

function follow(memory: Memory, at: number): number {
  const target = readPointer(memory, at);
  if (typeof target !== 'number') throw new Error(`no pointer at ${at}`);
  return target;
}

/** Null for a field that is not an array. */
function countAt(memory: Memory, { flags, num, num_offset, num_width }: VMStateField, at: number): number | null {
  if ((flags & VMS.ARRAY) !== 0) return num;
  const place = at + num_offset;
  if ((flags & VMS.VARRAY) !== 0) return readUnsigned(memory, place, num_width);
  const types = [
    [VMS.VARRAY_INT32, 'int32'],
    [VMS.VARRAY_UINT32, 'int32'],
    [VMS.VARRAY_UINT16, 'uint16'],
    [VMS.VARRAY_UINT8, 'uint8'],
  ] as const;
  const type = types.find(([flag]) => (flags & flag) !== 0)?.[1];
  if (type === undefined) return null;
  return Math.max(
    0,
    Math.imul(Number(readScalar(memory, place, type)), (flags & VMS.MULTIPLY_ELEMENTS) !== 0 ? num : 1),
  );
}

function readUnsigned(memory: Memory, at: number, width: Width | undefined): number {
  const types = { 1: 'uint8', 2: 'uint16', 4: 'uint32', 8: 'uint64' } as const;
  return Number(readScalar(memory, at, types[width ?? 4]));
}

/** Bytes of an element; bits of a bitmap. */
function sizeAt(memory: Memory, { flags, size, size_offset, size_width, info }: VMStateField, at: number): number {
  if ((flags & VMS.VBUFFER) === 0) return size;
  const place = at + size_offset;
  const length =
    size_width === undefined ? Number(readScalar(memory, place, 'int32')) : readUnsigned(memory, place, size_width);
  return info === 'bitmap' ? length : Math.max(0, Math.imul(length, (flags & VMS.MULTIPLY) !== 0 ? size : 1));
}
