import { traitsOf } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { finding, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';
import { ARRAYS } from './flags.ts';

/** Arrays of pointers: flags and element size (vmstate.c:vmstate_size, vmstate_check). */
export function lintPointers(context: LintContext, subject: LintField): LintFinding[] {
  const { flags, path } = subject;
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  if ((flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0 && !slots) {
    return [
      finding(context, {
        severity: 'refused',
        id: 'auto-alloc-alone',
        rule: 'VMS-AUTO-1',
        path,
        text: 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC needs VMS_ARRAY_OF_POINTER',
        fix: 'use VMSTATE_VARRAY_OF_POINTER_TO_STRUCT_UINT32_ALLOC',
      }),
    ];
  }
  return slots ? [...slotFlags(context, subject), ...slotSize(context, subject)] : [];
}

function slotFlags(context: LintContext, { flags, path }: LintField): LintFinding[] {
  const findings: LintFinding[] = [];
  if ((flags & ARRAYS) === 0) {
    findings.push(
      finding(context, {
        severity: traitsOf(context.dialect).pointerStride ? 'refused' : 'trap',
        id: 'slots-without-array',
        rule: 'VMS-COUNT-1',
        path,
        text: 'VMS_ARRAY_OF_POINTER without an array flag: only the first pointer is followed',
        fix: 'add VMS_ARRAY or a VMS_VARRAY flag',
      }),
    );
  }
  if ((flags & VMS.ALLOC) !== 0) {
    findings.push(
      finding(context, {
        severity: 'trap',
        id: 'alloc-of-slots',
        rule: 'VMS-ALLOC-1',
        path,
        text: 'VMS_ALLOC allocates the pointers, not their targets, and leaves the pointers uninitialised',
        fix: 'allocate the targets in pre_load, without VMS_ALLOC',
      }),
    );
  }
  return findings;
}

/** Types that know no length of their own. */
function isRaw(info: LintField['host']['info']): boolean {
  return info === 'buffer' || info === 'unused_buffer' || info === 'bitmap';
}

function rawAllocated(context: LintContext, path: string, size: number): LintFinding {
  const text = `raw bytes that a load allocates: a save writes ${size} of them, a load reads ${context.pointerSize}, as many as a pointer has`;
  const fix = 'put the bytes into a structure';
  return finding(context, { severity: 'trap', id: 'auto-alloc-bytes', rule: 'VMS-SIZE-8', path, text, fix });
}

function slotSize(context: LintContext, { flags, field: { size }, host, path }: LintField): LintFinding[] {
  const { dialect, pointerSize } = context;
  const sizeOffset = host.length?.offset ?? host.stray_size_offset ?? 0;
  if ((flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0) {
    if (size !== 0 || sizeOffset !== 0)
      return isRaw(host.info) && size !== pointerSize ? [rawAllocated(context, path, size)] : [];
    const text = 'AUTO_ALLOC needs the size of an element';
    const fix = 'set .size to the size of the structure pointed to';
    return [finding(context, { severity: 'refused', id: 'auto-alloc-size', rule: 'VMS-AUTO-2', path, text, fix })];
  }
  if (traitsOf(dialect).pointerStride) {
    if (size === 0 && sizeOffset === 0) return [];
    const what = size === 0 ? 'size_offset' : 'size';
    const text = `${what} ${size === 0 ? sizeOffset : size} of an array of pointers means nothing in ${dialect} and must be 0`;
    const fix = `remove .${what}`;
    return [finding(context, { severity: 'refused', id: 'slot-size', rule: 'VMS-SIZE-4', path, text, fix })];
  }
  if ((flags & VMS.VBUFFER) !== 0) {
    const text = `the size that is read at offset ${sizeOffset} is also the distance between two pointers, which is ${pointerSize} bytes`;
    const fix = 'put each buffer into a structure of its own, with its size';
    return [finding(context, { severity: 'trap', id: 'slots-of-vbuffer', rule: 'VMS-SIZE-8', path, text, fix })];
  }
  if (size === pointerSize) return [];
  const text = `size ${size} is used as the distance between two pointers, which is ${pointerSize} bytes: other memory is read as pointers`;
  const fix = 'set .size to the size of a pointer, as VMSTATE_ARRAY_OF_POINTER does';
  return [finding(context, { severity: 'trap', id: 'slot-size', rule: 'VMS-SIZE-3', path, text, fix })];
}
