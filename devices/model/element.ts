import { isChecked, isScalar } from '../../vmstate/info.ts';
import type { Element, StructShape } from '../../vmstate/model/model.ts';
import type { DeviceField, HostField, Reference } from '../set/types.ts';
import { refuse } from '../problem.ts';
import type { Siblings } from './siblings.ts';

/** What an element needs of the description around its field. */
export interface ElementContext {
  readonly path: string;
  readonly siblings: Siblings;
  /** Bytes of a pointer on the host. */
  readonly pointerSize: number;
  /** The model of a description that the field refers to, as it is saved or loaded at a version. */
  readonly struct: (to: Reference | undefined, version: number | undefined) => StructShape;
  /** The bytes of an info that a device defines itself; notes that they are opaque. */
  readonly opaque: (own: string, field: DeviceField) => number;
}

/** What one element of a field is: the inverse of vmstate/forms/flags-of-member.ts. */
export function elementOfField(field: DeviceField, context: ElementContext): Element {
  const { host, vmsd } = field;
  if (host === undefined) {
    if (vmsd !== undefined) return { kind: 'struct', struct: context.struct(vmsd, undefined) };
    // A dump tells no types: what has this size is taken as bytes.
    return { kind: 'buffer', size: field.size };
  }
  const { info, flags, struct_version_id } = host;
  if (typeof info === 'object') return { kind: 'buffer', size: context.opaque(info.own, field) };
  if (flags.includes('VMS_VSTRUCT'))
    return { kind: 'struct', struct: context.struct(vmsd, struct_version_id), version: struct_version_id };
  if (info === undefined) {
    if (flags.includes('VMS_STRUCT') || vmsd !== undefined)
      return { kind: 'struct', struct: context.struct(vmsd, undefined) };
    return { kind: 'validate' };
  }
  return handledElement(info, field, { ...context, host });
}

interface HandledContext extends ElementContext {
  readonly host: HostField;
}

function handledElement(info: string, field: DeviceField, context: HandledContext): Element {
  const { struct, host, siblings, path } = context;
  if (isScalar(info)) return { kind: 'scalar', type: info };
  if (isChecked(info)) return { kind: 'checked', info };
  const { vmsd, key_vmsd, size, version_id } = field;
  switch (info) {
    case 'buffer':
      if (host.length !== undefined) return sizedBuffer(field, context);
      // Since 11.1 a plain array of pointers has no size of its own.
      return { kind: 'buffer', size: size === 0 && isSlots(host) ? context.pointerSize : size };
    case 'unused_buffer':
      return { kind: 'unused', size };
    case 'bitmap': {
      if (host.length === undefined) return refuse(`${path}: a bitmap without a size`);
      return { kind: 'bitmap', sizedBy: siblings.count({ ...host.length, width: 4 }, field) };
    }
    case 'timer':
      return { kind: 'timer' };
    case 'g_byte_array':
      return { kind: 'bytearray' };
    case 'qtailq':
    case 'qlist':
      return { kind: 'list', list: info, struct: struct(vmsd, version_id) };
    case 'tmp':
      return { kind: 'tmp', struct: struct(vmsd, version_id) };
    case 'gtree':
      return {
        kind: 'tree',
        key: key_vmsd === undefined ? null : struct(key_vmsd, version_id),
        value: struct(vmsd, version_id),
      };
    default:
      return { kind: 'buffer', size: context.opaque(info, field) };
  }
}

function isSlots({ flags }: HostField): boolean {
  return flags.includes('VMS_ARRAY_OF_POINTER');
}

function sizedBuffer(field: DeviceField, { host, siblings }: HandledContext): Element {
  const { length, flags } = host;
  if (length === undefined) return { kind: 'buffer', size: field.size };
  const multiply = flags.includes('VMS_MULTIPLY') ? field.size : null;
  if (length.width === 8)
    return { kind: 'vbuffer', sizedBy: siblings.count(length, field, 'uint64'), multiply, half: 'low' };
  return { kind: 'vbuffer', sizedBy: siblings.count(length, field, length.signed ? 'int32' : 'uint32'), multiply };
}
