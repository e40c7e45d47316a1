/** The byte that stands for a NULL element of an array of pointers: `'0'`. */
export const VMS_MARKER_PTR_NULL = 0x30;

/** The byte before a valid element of an AUTO_ALLOC array of pointers: `'1'` (since 11.1). */
export const VMS_MARKER_PTR_VALID = 0x31;

/** The byte that opens a subsection. */
export const QEMU_VM_SUBSECTION = 0x05;

/** In a list: another element follows (1), or none (0). */
export const LIST_MORE = 0x01;
export const LIST_END = 0x00;

/** The two errno values that vmstate.c itself produces, as QEMU returns them: negative. */
export const EIO = -5;
export const EINVAL = -22;

/** -ENOENT: an unknown subsection, up to 10.2. */
export const ENOENT = -2;

/** -1: a field that must exist does not, up to 10.2. */
export const EPERM = -1;

/** The bytes of the buffer that a stream is read and written through (qemu-file.c, all releases). */
export const IO_BUF_SIZE = 32768;
