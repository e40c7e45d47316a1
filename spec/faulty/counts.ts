import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { VARRAYS, VMS } from '../../vmstate/host/flags.ts';
import { loadInt32, loadUint16, loadUint8 } from '../../engine/reference/access.ts';
import { Fault } from '../../engine/reference/fault.ts';
import { isChecked, type Info } from '../../vmstate/info.ts';
import type { Machine } from '../../engine/reference/machine.ts';
import type { Ops } from '../../engine/reference/ops.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

/** Where the flag says the type of a count. */
const withTypes = dialects.filter((dialect) => traitsOf(dialect).intCounts);
const withWidths = dialects.filter((dialect) => traitsOf(dialect).ownWidths);

/** Wrong numbers of elements. */
export const countFaults: readonly FaultyEngine[] = [
  areaFault(
    {
      area: 'count',
      id: 'uint16-count-as-uint8',
      breaks: 'A uint16 count is read through a uint8_t pointer.',
      dialects: withTypes,
    },
    (right) => ({
      count: (machine, field, opaque) =>
        (field.flags & VMS.VARRAY_UINT16) !== 0
          ? loadUint8(machine, opaque + field.num_offset)
          : right.count(machine, field, opaque),
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'uint8-count-as-uint16',
      breaks: 'A uint8 count is read through a uint16_t pointer.',
      dialects: withTypes,
    },
    (right) => ({
      count: (machine, field, opaque) =>
        (field.flags & VMS.VARRAY_UINT8) !== 0
          ? loadUint16(machine, opaque + field.num_offset)
          : right.count(machine, field, opaque),
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'int32-count-as-uint16',
      breaks: 'An int32 count is read through a uint16_t pointer.',
      dialects: withTypes,
    },
    (right) => ({
      count: (machine, field, opaque) =>
        (field.flags & VMS.VARRAY_INT32) !== 0
          ? loadUint16(machine, opaque + field.num_offset)
          : right.count(machine, field, opaque),
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'negative-count-as-unsigned',
      breaks: 'A negative count walks over billions of elements.',
      dialects: withTypes,
    },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        if (count < 0) throw new Fault('', `walks over ${count >>> 0} elements`);
        return count;
      },
    }),
  ),
  areaFault(
    { area: 'count', id: 'empty-array-has-one', breaks: 'An array of no elements is handled as one of one element.' },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        return count === 0 && (field.flags & VARRAYS) !== 0 ? 1 : count;
      },
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'uint32-count-as-uint8',
      breaks: 'A uint32 count is cut to eight bits.',
      dialects: withTypes,
    },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        return (field.flags & VMS.VARRAY_UINT32) !== 0 ? count & 0xff : count;
      },
    }),
  ),
  areaFault(
    { area: 'count', id: 'last-element-not-loaded', breaks: 'A load stops before the last element of an array.' },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        return machine.loading && (field.flags & VMS.ARRAY) !== 0 ? count - 1 : count;
      },
    }),
  ),
  areaFault(
    {
      area: 'multiply',
      id: 'multiply-elements-ignored',
      breaks: 'VMS_MULTIPLY_ELEMENTS does not multiply the count by .num.',
      dialects: dialects.filter((dialect) => traitsOf(dialect).multiplyElements),
    },
    (right) => ({
      count: (machine, field, opaque) =>
        right.count(machine, { ...field, flags: field.flags & ~VMS.MULTIPLY_ELEMENTS }, opaque),
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'count-of-any-width-as-int32',
      breaks: 'A count is read through an int32_t pointer, however wide its member is.',
      dialects: withWidths,
    },
    (right) => ({
      count: (machine, field, opaque) =>
        (field.flags & VMS.VARRAY) !== 0
          ? loadInt32(machine, opaque + field.num_offset)
          : right.count(machine, field, opaque),
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'count-below-zero-is-none',
      breaks: 'A count of -1 in an int32 means no elements.',
      dialects: withWidths,
    },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        return field.num_width === 4 && count >= 2 ** 31 ? 0 : count;
      },
    }),
  ),
  areaFault(
    {
      area: 'count',
      id: 'count-in-compared-integer-is-none',
      breaks: 'An integer that a load compares is not kept as one that counts: an array counted by it has no elements.',
    },
    countsNothingCompared,
  ),
];

/** Remembers where the machine put or got a compared integer. */
function countsNothingCompared(right: Ops): Partial<Ops> {
  const compared = new WeakMap<Machine, Set<number>>();
  const note = (machine: Machine, info: Info, address: number): void => {
    if (!isChecked(info)) return;
    const known = compared.get(machine) ?? new Set();
    compared.set(machine, known.add(address));
  };
  return {
    put(machine, info, address, size) {
      note(machine, info, address);
      right.put(machine, info, address, size);
    },
    get(machine, info, address, size) {
      note(machine, info, address);
      return right.get(machine, info, address, size);
    },
    count: (machine, field, opaque) =>
      (field.flags & VARRAYS) !== 0 && compared.get(machine)?.has(opaque + field.num_offset) === true
        ? 0
        : right.count(machine, field, opaque),
  };
}
