import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { closeObject, openArray, openObject, writeNumber, writeText, type JsonWriter } from './json-writer.ts';

/** The head of a description; the array of its fields is open then. QEMU 10.2: vmstate.c:vmstate_save_state_v. */
export function openFields(writer: JsonWriter, vmsd: VMStateDescription, version: number): void {
  writeText(writer, 'vmsd_name', vmsd.name);
  writeNumber(writer, 'version', version);
  openArray(writer, 'fields');
}

/** What is said of one element, or of several that are alike. */
export interface ElementEntry {
  readonly name: string;
  readonly type: string;
  /** The entry of a VMS_STRUCT field has an object for the struct; all others take what is said inside as their own. */
  readonly isStruct: boolean;
  /** Alike elements are counted, others numbered. */
  readonly compressed: boolean;
  readonly index: number;
  /** Elements that the entry may stand for. */
  readonly max: number;
}

/** QEMU 10.2, 11.1: vmstate.c:vmsd_desc_field_start. */
export function openEntry(writer: JsonWriter, entry: ElementEntry): void {
  openObject(writer, null);
  writeText(writer, 'name', entry.name);
  if (entry.max > 1) {
    if (entry.compressed) writeNumber(writer, 'array_len', entry.max);
    else writeNumber(writer, 'index', entry.index);
  }
  writeText(writer, 'type', entry.type);
  if (entry.isStruct) openObject(writer, 'struct');
}

/** `size`: bytes written for the element. QEMU 10.2, 11.1: vmstate.c:vmsd_desc_field_end. */
export function closeEntry(writer: JsonWriter, entry: ElementEntry, size: number): void {
  if (entry.isStruct) closeObject(writer);
  writeNumber(writer, 'size', size);
  closeObject(writer);
}

/** QEMU 10.2: vmstate.c:vmfield_get_type_name, and the names in vmstate-types.c. */
export function typeName({ flags, info }: VMStateField): string {
  if ((flags & VMS.STRUCT) !== 0) return 'struct';
  if ((flags & VMS.VSTRUCT) !== 0) return 'vstruct';
  switch (info) {
    case 'cpudouble':
      return 'CPU_Double_U';
    case 'uint8_equal':
      return 'uint8 equal';
    case 'uint16_equal':
      return 'uint16 equal';
    case 'int32_equal':
      return 'int32 equal';
    case 'uint32_equal':
      return 'uint32 equal';
    // Not a slip of ours.
    case 'uint64_equal':
      return 'int64 equal';
    case 'int32_le':
      return 'int32 le';
    case 'g_byte_array':
      return 'GByteArray';
    default:
      return info ?? 'unknown';
  }
}
