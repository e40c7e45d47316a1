import { traitsOf, type Dialect } from '../dialect.ts';
import type { Info } from '../info.ts';
import { VMS } from '../host/flags.ts';
import type { CountType, Element, Member } from '../model/model.ts';

const countFlags: Readonly<Record<CountType, number>> = {
  int32: VMS.VARRAY_INT32,
  uint8: VMS.VARRAY_UINT8,
  uint16: VMS.VARRAY_UINT16,
  uint32: VMS.VARRAY_UINT32,
  uint64: VMS.VARRAY,
};

/** The flag set of a member, as the macro of the release that describes such a member would set it. */
export function flagsOf(member: Member, dialect: Dialect): number {
  const { ownWidths } = traitsOf(dialect);
  return (
    elementFlags(member, ownWidths) |
    countFlagsOf(member, ownWidths) |
    storageFlags(member) |
    slotFlags(member) |
    (member.mustExist === true ? VMS.MUST_EXIST : 0)
  );
}

function elementFlags(member: Member, ownWidths: boolean): number {
  const { element, count } = member;
  switch (element.kind) {
    case 'scalar':
    case 'checked':
    case 'timer':
    case 'failing':
      return count.kind === 'one' ? VMS.SINGLE : 0;
    case 'bytearray':
      return VMS.SINGLE;
    case 'buffer':
    case 'unused':
      return VMS.BUFFER;
    case 'vbuffer':
      return VMS.VBUFFER | (element.multiply === null ? 0 : VMS.MULTIPLY);
    case 'struct':
      return element.version === undefined ? VMS.STRUCT : VMS.VSTRUCT;
    case 'bitmap':
      return VMS.VBUFFER;
    case 'validate':
      return (ownWidths ? VMS.NO_STATE : VMS.ARRAY) | VMS.MUST_EXIST;
    case 'list':
    case 'tree':
    case 'tmp':
      return 0;
  }
}

function countFlagsOf({ count }: Member, ownWidths: boolean): number {
  switch (count.kind) {
    case 'one':
      return 0;
    case 'fixed':
      return VMS.ARRAY;
    case 'counted':
      return (ownWidths ? VMS.VARRAY : countFlags[count.type]) | (count.multiply === null ? 0 : VMS.MULTIPLY_ELEMENTS);
  }
}

function storageFlags({ storage }: Member): number {
  switch (storage) {
    case 'embedded':
      return 0;
    case 'pointer':
      return VMS.POINTER;
    case 'allocated':
      return VMS.POINTER | VMS.ALLOC;
  }
}

function slotFlags({ slots }: Member): number {
  switch (slots) {
    case 'none':
      return 0;
    case 'nullable':
      return VMS.ARRAY_OF_POINTER;
    case 'allocated':
      return VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC;
  }
}

/** What handles an element; null for a struct, and where there is nothing to handle. */
export function infoOf(element: Element): Info | null {
  switch (element.kind) {
    case 'scalar':
      return element.type;
    case 'buffer':
    case 'vbuffer':
      return 'buffer';
    case 'unused':
      return 'unused_buffer';
    case 'checked':
      return element.info;
    case 'bitmap':
      return 'bitmap';
    case 'list':
      return element.list;
    case 'tmp':
    case 'timer':
    case 'failing':
      return element.kind;
    case 'tree':
      return 'gtree';
    case 'bytearray':
      return 'g_byte_array';
    case 'struct':
    case 'validate':
      return null;
  }
}
