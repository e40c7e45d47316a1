/**
 * A description set: real descriptions with what is known of each. It is read
 * from a QEMU program, module, object or archive (all is known but what
 * functions do), from the output of `-dump-vmstate` (names, versions and sizes
 * only), or from JSON that this suite wrote. Plain data: it is written to JSON
 * as it is (schemas/set.json).
 */
export interface DescriptionSet {
  readonly format: 'vmstate-conformance/description-set/1';
  readonly source: SetSource;
  /** Fields, subsections and lists refer to descriptions by their index here; several may refer to one, and cycles occur. */
  readonly descriptions: readonly DeviceDescription[];
}

/** Where a set comes from. */
export interface SetSource {
  /** The name of the file, without its folders. */
  readonly file: string;
  readonly kind: 'program' | 'module' | 'object' | 'archive' | 'dump' | 'description' | 'case';
  /** As the file gives it: `10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)`. */
  readonly release?: string | undefined;
  /** The dialect of vmstate/dialect.ts that its tables are of; absent where nothing tells. */
  readonly dialect?: string | undefined;
  /** A hash that the modules of a build have in common with its programs; only of builds that have modules. */
  readonly build?: string | undefined;
  /** The files of the modules whose descriptions are among those of the program (devices/set/join.ts). */
  readonly modules?: readonly string[] | undefined;
  /** Of the host, not of the guest. Absent in a dump. */
  readonly host?: SetHost | undefined;
  /** Which layouts of VMStateField and VMStateDescription fitted (devices/tables/layouts.ts); only of what was read from ELF. */
  readonly layout?: { readonly field: string; readonly description: string } | undefined;
}

export interface SetHost {
  /** `x86-64`, `aarch64`, …; absent where it does not matter. */
  readonly machine?: string | undefined;
  readonly pointerSize: 4 | 8;
  readonly byteOrder: 'little' | 'big';
}

/** One `VMStateDescription`; member names are QEMU's own (include/migration/vmstate.h). */
export interface DeviceDescription {
  readonly name: string;
  /** Of the C variable, where the file has it. */
  readonly symbol?: string | undefined;
  readonly version_id: number;
  readonly minimum_version_id: number;
  /** The order in which sections are sent; absent: MIG_PRI_DEFAULT, or unknown. */
  readonly priority?: number | undefined;
  readonly unmigratable?: boolean | undefined;
  readonly early_setup?: boolean | undefined;
  /**
   * Its list of fields has no end of its own (VMSTATE_END_OF_LIST): zeros end it
   * by chance, or it runs on into another list, whose fields are among `fields`.
   */
  readonly unterminated?: boolean | undefined;
  readonly fields: readonly DeviceField[];
  readonly subsections: readonly Reference[];
  /** The hooks that exist; none in a dump, which does not tell. */
  readonly hooks: Readonly<Partial<Record<DeviceHookName, DeviceFunction | UnknownTest>>>;
  /** Of a subsection or a section: whether it is sent. Absent: always, or unknown (a dump). */
  readonly needed?: NeededTest | undefined;
  /** The devices (QOM types) that a dump names it for. */
  readonly devices?: readonly string[] | undefined;
  /** How it is reached: a device or section of its own, or only through others. A description may be both; a device is one that nothing refers to. */
  readonly role: 'device' | 'nested' | 'subsection';
}

export const deviceHookNames = [
  'pre_load',
  'pre_load_errp',
  'post_load',
  'post_load_errp',
  'pre_save',
  'pre_save_errp',
  'post_save',
  'dev_unplug_pending',
] as const;

export type DeviceHookName = (typeof deviceHookNames)[number];

/** One `VMStateField`. What only a program tells is in `host`. */
export interface DeviceField {
  readonly name: string;
  readonly version_id: number;
  /** Bytes of one element in memory (of a bitmap: bits); meaningless for arrays of pointers before 11.1. */
  readonly size: number;
  /** Elements of an array of fixed length, else 0; of a VMSTATE_WITH_TMP and others 0 too. */
  readonly num: number;
  /** Decides alone whether the field exists; absent: `version_id` does. */
  readonly field_exists?: ExistsTest | undefined;
  readonly vmsd?: Reference | undefined;
  /** Of a gtree whose keys are described: QEMU's `vmsd[1]`. */
  readonly key_vmsd?: Reference | undefined;
  /** Absent in a dump. */
  readonly host?: HostField | undefined;
}

/** What only the tables of a program say of a field. */
export interface HostField {
  readonly offset: number;
  /** VMS_* names as this suite has them (vmstate/host/flags.ts). Flags no release is known to have are in `unknown_flags`. */
  readonly flags: readonly string[];
  readonly unknown_flags?: number | undefined;
  /** A `VMStateInfo` of QEMU's own by this suite's name (vmstate/host/info.ts), one of a device, or none. */
  readonly info?: string | OwnInfo | undefined;
  /** Lists: where the link lies; a gtree: the size of a key; else 0. */
  readonly start: number;
  readonly struct_version_id: number;
  /** The member that holds the count of a VARRAY. */
  readonly count?: HostMember | undefined;
  /** The member that holds the size of a VBUFFER, and its multiplier in `size` with VMS_MULTIPLY. */
  readonly length?: HostMember | undefined;
  /** A `.size_offset` without VMS_VBUFFER: only QEMU's own check looks at it. Absent: 0, or unknown. */
  readonly stray_size_offset?: number | undefined;
}

/** A member of the device's state that holds a count or a size. */
export interface HostMember {
  readonly offset: number;
  /** Bytes it is read in. */
  readonly width: number;
  readonly signed: boolean;
}

/** A `VMStateInfo` that a device defines: its bytes are opaque. Two fields have the same one if name and address are equal. */
export interface OwnInfo {
  readonly own: string;
  readonly address?: number | undefined;
  readonly symbol?: string | undefined;
}

/** A function of a program. Equal addresses in one set are one function: two fields with one test exist together. */
export interface DeviceFunction {
  readonly kind: 'function';
  readonly address: number;
  readonly symbol?: string | undefined;
}

/** There is a test, and nothing tells which: what a dump says. */
export interface UnknownTest {
  readonly kind: 'unknown';
}

/** The tests of this suite's own descriptions (vmstate/host/description.ts). */
export type ModelTest =
  | { readonly kind: 'byte'; readonly offset: number }
  | { readonly kind: 'version'; readonly from?: number | undefined; readonly until?: number | undefined };

export type ExistsTest = DeviceFunction | UnknownTest | ModelTest;
export type NeededTest = ExistsTest;

/** A description: the index of one of the set, or the symbol of one that another file has. */
export type Reference = number | { readonly external: string };
