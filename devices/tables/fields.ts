import type { Image } from '../elf/image.ts';
import { FLAG, VARRAY_FLAGS } from './flags.ts';
import type { InfoTable, RawInfo } from './infos.ts';
import type { FieldLayout, FieldMember } from './layouts.ts';
import { structureOf } from './members.ts';
import { codePointerAt, isName } from './words.ts';

/** A member of the state that holds a count or a size; `width` 0 where the layout does not say. */
export interface RawMember {
  readonly offset: number;
  readonly width: number;
}

/** A `VMStateField` as it lies in a program. */
export interface RawField {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly start: number;
  readonly num: number;
  readonly count: RawMember;
  readonly length: RawMember;
  readonly info: RawInfo | null;
  readonly flags: number;
  /** An address, or 0. */
  readonly vmsd: number;
  readonly version_id: number;
  readonly struct_version_id: number;
  readonly field_exists: number;
}

/** The fields of a description; `end` is the flag word of what ends the list. */
export interface RawFields {
  readonly list: readonly RawField[];
  readonly end: number;
}

/** The longest list of a release has 120. A longer one is no list. */
const MOST_FIELDS = 2000;
/** Versions may be dates: those of the eeprom93xx are 20061111 and 20061112. */
const LARGEST_VERSION = 99_999_999;
const ALL_FLAGS = 0x7ffff;

/** Reads lists of fields of a layout. Each list is read once, however many descriptions refer to it. */
export class FieldReader {
  readonly #image: Image;
  readonly #infos: InfoTable;
  readonly #offsets: ReadonlyMap<FieldMember, number>;
  readonly #size: number;
  readonly #known = new Map<number, RawFields | null>();
  /** Fields that may still be read: a damaged file must not keep us forever. */
  #budget = 3_000_000;

  constructor(image: Image, infos: InfoTable, layout: FieldLayout) {
    const { offsets, size } = structureOf(layout.members, image.memory.format.wordSize);
    this.#image = image;
    this.#infos = infos;
    this.#offsets = offsets;
    this.#size = size;
  }

  /** Bytes of one field. */
  get size(): number {
    return this.#size;
  }

  /** The list at an address, null where none can be: every field must be sane, and the list must end. */
  read(address: number): RawFields | null {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const found = this.#readList(address);
    this.#known.set(address, found);
    return found;
  }

  #readList(start: number): RawFields | null {
    const { memory } = this.#image;
    const list: RawField[] = [];
    for (let at = start; list.length <= MOST_FIELDS && this.#budget > 0; at += this.#size) {
      this.#budget--;
      const name = memory.pointerAt(at);
      if (name < 0) return null;
      if (name === 0) {
        const end = this.#endAt(at);
        return end === undefined ? null : { list, end };
      }
      const field = this.#readField(at, name);
      if (field === undefined) return null;
      list.push(field);
    }
    return null;
  }

  /** The flags of the terminator, which must be all that it has. */
  #endAt(at: number): number | undefined {
    const { memory } = this.#image;
    const flags = this.#offset('flags');
    for (let offset = 0; offset < this.#size; offset += 4) {
      // In an array of its own that is all zeros it lies where the file has no bytes (.bss).
      if (offset !== flags && memory.i32At(at + offset) !== 0) return undefined;
    }
    const end = memory.i32At(at + flags);
    return end === 0 || end === 0x10000 || end === 0x20000 || end === 0x40000 ? end : undefined;
  }

  #offset(name: FieldMember): number {
    return this.#offsets.get(name) ?? 0;
  }

  #readField(at: number, nameAt: number): RawField | undefined {
    const { memory, externals } = this.#image;
    const flags = memory.i32At(at + this.#offset('flags'));
    if ((flags & ~ALL_FLAGS) !== 0 || Number.isNaN(flags)) return undefined;
    const num = memory.i32At(at + this.#offset('num'));
    const version_id = memory.i32At(at + this.#offset('version_id'));
    const struct_version_id = memory.i32At(at + this.#offset('struct_version_id'));
    if (!(num >= 0 && isVersion(version_id) && isVersion(struct_version_id))) return undefined;
    const infoAt = memory.pointerAt(at + this.#offset('info'));
    const info = infoAt > 0 ? this.#infos.at(infoAt) : null;
    if (infoAt !== 0 && info === null) return undefined;
    const vmsd = memory.pointerAt(at + this.#offset('vmsd'));
    if (vmsd < 0 || (vmsd > 0 && !memory.has(vmsd) && !externals.has(vmsd))) return undefined;
    const field_exists = codePointerAt(this.#image, at + this.#offset('field_exists'));
    if (field_exists < 0) return undefined;
    const name = memory.textAt(nameAt);
    if (name === undefined || !isName(name)) return undefined;
    const field: RawField = {
      name,
      offset: memory.wordAt(at + this.#offset('offset')),
      size: memory.wordAt(at + this.#offset('size')),
      start: memory.wordAt(at + this.#offset('start')),
      num,
      count: this.#member(at, 'num_offset', 'num_indirect'),
      length: this.#member(at, 'size_offset', 'size_indirect'),
      info,
      flags,
      vmsd,
      version_id,
      struct_version_id,
      field_exists,
    };
    return field;
  }

  #member(at: number, plain: FieldMember, indirect: FieldMember): RawMember {
    const { memory } = this.#image;
    const offset = this.#offsets.get(indirect);
    if (offset === undefined) return { offset: memory.wordAt(at + this.#offset(plain)), width: 0 };
    return { offset: memory.i32At(at + offset) >>> 0, width: memory.u8At(at + offset + 4) };
  }
}

function isVersion(version: number): boolean {
  return version >= 0 && version <= LARGEST_VERSION;
}

/**
 * Whether the values of a field make sense together: read in a wrong layout,
 * counts and sizes stand in each other's place.
 */
export function isConsistent(field: RawField): boolean {
  const { flags, num, info, vmsd, start, count, length, size, offset } = field;
  const nested = (flags & (FLAG.STRUCT | FLAG.VSTRUCT)) !== 0;
  const isArray = (flags & FLAG.ARRAY) !== 0;
  const isVArray = (flags & VARRAY_FLAGS) !== 0;
  const isVBuffer = (flags & FLAG.VBUFFER) !== 0;
  const sendsNothing = (flags & FLAG.MUST_EXIST) !== 0 && info === null && vmsd === 0;
  if (sendsNothing) return num === 0;
  if (nested ? vmsd === 0 || info !== null : info === null) return false;
  if (isArray !== num > 0 && (flags & FLAG.MULTIPLY_ELEMENTS) === 0) return false;
  if (length.width !== 0 || count.width !== 0) {
    if (isVArray !== isWidth(count.width) || isVBuffer !== isWidth(length.width)) return false;
  } else if ((!isVArray && count.offset !== 0) || (!isVBuffer && length.offset !== 0)) return false;
  if (start !== 0 && (vmsd === 0 || nested)) return false;
  if (isVArray && count.width === 0 && (flags & VARRAY_FLAGS) !== FLAG.VARRAY_UINT8 && count.offset % 2 !== 0)
    return false;
  return size >= 0 && size < 2 ** 40 && offset < 2 ** 40;
}

function isWidth(width: number): boolean {
  return width === 1 || width === 2 || width === 4 || width === 8;
}
