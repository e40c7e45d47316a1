import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { checkedInfos, scalars, type CheckedInfo, type Scalar } from '../../vmstate/info.ts';
import type { CountType } from '../../vmstate/model/model.ts';

/** The features a generator may use: those of the dialect, minus those the engine does not support. */
export interface ShapeOptions {
  readonly dialect: Dialect;
  /** True for a feature that may be used: a flag (`VMS_ARRAY`), info (`info:uint32`) or part (`part:hooks`). */
  readonly allows: (feature: string) => boolean;
}

/** The same options, precomputed for the generator. */
export interface Palette {
  readonly dialect: Dialect;
  readonly scalars: readonly Scalar[];
  /** The scalars that a test can read. */
  readonly bytes: readonly Scalar[];
  readonly countTypes: readonly CountType[];
  /** Of members that sizes are read from: of vbuffers, and of bitmaps, which are longer. */
  readonly sizeTypes: readonly CountType[];
  readonly bitTypes: readonly CountType[];
  readonly checked: readonly CheckedInfo[];
  readonly lists: readonly ('qtailq' | 'qlist')[];
  readonly array: boolean;
  readonly struct: boolean;
  readonly vstruct: boolean;
  readonly pointer: boolean;
  readonly allocated: boolean;
  readonly nullable: boolean;
  /** True if a pointer that may be NULL can stand alone: an array of pointers without an array flag. */
  readonly singleSlots: boolean;
  readonly autoAlloc: boolean;
  readonly buffer: boolean;
  readonly unused: boolean;
  readonly vbuffer: boolean;
  /** True if the size of a vbuffer can be a 64-bit member. */
  readonly wideSizes: boolean;
  readonly multiply: boolean;
  readonly multiplyElements: boolean;
  readonly bitmap: boolean;
  readonly tmp: boolean;
  /** True if numbers of a temporary object can be copies of members of its parent. */
  readonly copies: boolean;
  readonly timer: boolean;
  readonly failing: boolean;
  readonly tree: boolean;
  readonly bytearray: boolean;
  readonly tests: boolean;
  readonly mustExist: boolean;
  readonly validate: boolean;
  readonly subsections: boolean;
  readonly hooks: boolean;
}

const countFlags: Readonly<Record<CountType, string>> = {
  int32: 'VMS_VARRAY_INT32',
  uint8: 'VMS_VARRAY_UINT8',
  uint16: 'VMS_VARRAY_UINT16',
  uint32: 'VMS_VARRAY_UINT32',
  uint64: 'VMS_VARRAY',
};

/** Of members that hold the number of elements of an array. */
export const countTypes: readonly CountType[] = ['int32', 'uint8', 'uint16', 'uint32', 'uint64'];
const bitTypes: readonly CountType[] = ['int32', 'uint16', 'uint32', 'uint64'];
const bytes: readonly Scalar[] = ['bool', 'uint8', 'int8'];
const lists = ['qtailq', 'qlist'] as const;

export function paletteOf({ dialect, allows }: ShapeOptions): Palette {
  const traits = traitsOf(dialect);
  const pointer = allows('VMS_POINTER');
  const sized = allows('VMS_VBUFFER') && allows('info:int32');
  const tests = allows('part:field_exists');
  const widths = allows('part:widths');
  const isCounted = (type: CountType): boolean =>
    traits.ownWidths ? allows('VMS_VARRAY') && widths : type !== 'uint64' && allows(countFlags[type]);
  const ofType = (type: string): boolean => allows(`info:${type}`);
  return {
    dialect,
    scalars: scalars.filter(ofType),
    bytes: bytes.filter(ofType),
    countTypes: countTypes.filter((type) => isCounted(type) && ofType(type)),
    sizeTypes: traits.ownWidths && widths ? countTypes.filter(ofType) : ['int32'],
    bitTypes: traits.ownWidths && widths ? bitTypes.filter(ofType) : ['int32'],
    checked: checkedInfos.filter(ofType),
    lists: lists.filter(ofType),
    array: allows('VMS_ARRAY'),
    struct: allows('VMS_STRUCT'),
    vstruct: allows('VMS_VSTRUCT'),
    pointer,
    allocated: pointer && allows('VMS_ALLOC'),
    nullable: allows('VMS_ARRAY_OF_POINTER'),
    singleSlots: !traits.pointerStride && allows('VMS_ARRAY_OF_POINTER'),
    autoAlloc: traits.autoAlloc && allows('VMS_ARRAY_OF_POINTER') && allows('VMS_ARRAY_OF_POINTER_AUTO_ALLOC'),
    buffer: allows('VMS_BUFFER') && ofType('buffer'),
    unused: allows('VMS_BUFFER') && ofType('unused_buffer'),
    vbuffer: sized && ofType('buffer'),
    wideSizes: traits.wideSizes && ofType('uint64'),
    multiply: allows('VMS_MULTIPLY'),
    multiplyElements: traits.multiplyElements && allows('VMS_MULTIPLY_ELEMENTS'),
    bitmap: sized && pointer && ofType('bitmap'),
    tmp: ofType('tmp'),
    copies: allows('part:tmp-copies'),
    timer: ofType('timer'),
    failing: ofType('failing'),
    tree: ofType('gtree'),
    bytearray: traits.byteArrays && ofType('g_byte_array'),
    tests,
    mustExist: allows('VMS_MUST_EXIST'),
    validate: allows(traits.ownWidths ? 'VMS_NO_STATE' : 'VMS_ARRAY') && allows('VMS_MUST_EXIST') && tests,
    subsections: allows('part:subsections'),
    hooks: allows('part:hooks'),
  };
}
