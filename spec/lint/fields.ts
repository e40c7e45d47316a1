import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { flagNames, flagsFromNames, flagValue, namesOfFlags, VMS } from '../../vmstate/host/flags.ts';
import { infoProblems } from './infos.ts';
import type { Problem, Severity } from './problem.ts';
import type { RuleId } from '../rules/rules.ts';

const VARRAYS = VMS.VARRAY_INT32 | VMS.VARRAY_UINT8 | VMS.VARRAY_UINT16 | VMS.VARRAY_UINT32;
const ARRAYS = VMS.ARRAY | VARRAYS;

/** What is wrong with one field. */
export function lintField(
  field: VMStateField,
  vmsd: VMStateDescription,
  dialect: Dialect,
  pointerSize: 4 | 8,
  path: string,
): Problem[] {
  return [
    ...flagProblems(field, dialect, path),
    ...pointerProblems(field, dialect, pointerSize, path),
    ...elementProblems(field, path),
    ...infoProblems(field, dialect, path),
    ...versionProblems(field, vmsd, path),
  ];
}

function problem(severity: Severity, id: string, rule: RuleId, path: string, text: string): Problem {
  return { severity, id, rule, path, text };
}

function flagProblems({ flags }: VMStateField, dialect: Dialect, path: string): Problem[] {
  const problems: Problem[] = [];
  const known = flagsFromNames(flagNames.filter((name) => flagValue(dialect, name) !== undefined)) ?? 0;
  for (const name of namesOfFlags(flags & ~known))
    problems.push(problem('illegal', 'unknown-flag', 'VMS-WIRE-5', path, `${name} does not exist in ${dialect}`));
  const counts = namesOfFlags(flags & ARRAYS);
  if (counts.length > 1)
    problems.push(
      problem(
        'trap',
        'two-counts',
        'VMS-COUNT-1',
        path,
        `${counts.join(' and ')}: only one of them decides over the count`,
      ),
    );
  if ((flags & VMS.MULTIPLY) !== 0 && (flags & VMS.VBUFFER) === 0)
    problems.push(
      problem('trap', 'multiply-alone', 'VMS-SIZE-2', path, 'VMS_MULTIPLY has no effect without VMS_VBUFFER'),
    );
  if ((flags & VMS.ALLOC) !== 0 && (flags & VMS.POINTER) === 0)
    problems.push(
      problem(
        'trap',
        'alloc-alone',
        'VMS-ALLOC-1',
        path,
        'VMS_ALLOC has no effect without VMS_POINTER: nothing is allocated',
      ),
    );
  return problems;
}

function pointerProblems({ flags, size }: VMStateField, dialect: Dialect, pointerSize: 4 | 8, path: string): Problem[] {
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  const auto = (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  const { pointerStride } = traitsOf(dialect);
  const problems: Problem[] = [];
  if (auto && !slots)
    problems.push(
      problem(
        'illegal',
        'auto-alloc-alone',
        'VMS-AUTO-1',
        path,
        'VMS_ARRAY_OF_POINTER_AUTO_ALLOC needs VMS_ARRAY_OF_POINTER',
      ),
    );
  if (!slots) return problems;
  if ((flags & ARRAYS) === 0)
    problems.push(
      problem(
        'trap',
        'slots-without-array',
        'VMS-COUNT-1',
        path,
        'VMS_ARRAY_OF_POINTER without an array flag: only the first pointer is followed',
      ),
    );
  if ((flags & VMS.ALLOC) !== 0)
    problems.push(
      problem(
        'trap',
        'alloc-of-slots',
        'VMS-ALLOC-1',
        path,
        'VMS_ALLOC allocates the pointers, not what they point to, and leaves them uninitialised',
      ),
    );
  if (auto) {
    if (size === 0)
      problems.push(
        problem('refused', 'auto-alloc-size', 'VMS-AUTO-2', path, 'AUTO_ALLOC needs the size of an element'),
      );
  } else if (pointerStride) {
    if (size !== 0)
      problems.push(
        problem(
          'refused',
          'slot-size',
          'VMS-SIZE-4',
          path,
          `size ${size} of an array of pointers means nothing in ${dialect} and must be 0`,
        ),
      );
  } else if (size !== pointerSize)
    problems.push(
      problem(
        'trap',
        'slot-size',
        'VMS-SIZE-3',
        path,
        `size ${size} is the distance between two pointers, which are ${pointerSize} bytes apart`,
      ),
    );
  return problems;
}

function elementProblems(field: VMStateField, path: string): Problem[] {
  const { flags, info, vmsd, num } = field;
  const struct = (flags & (VMS.STRUCT | VMS.VSTRUCT)) !== 0;
  if ((flags & VMS.STRUCT) !== 0 && (flags & VMS.VSTRUCT) !== 0) {
    return [
      problem(
        'trap',
        'two-structs',
        'VMS-VERSION-3',
        path,
        'VMS_STRUCT wins over VMS_VSTRUCT: struct_version_id has no effect',
      ),
    ];
  }
  if (struct && vmsd === null) return [problem('illegal', 'no-vmsd', 'VMS-STRUCT-1', path, 'a struct without a vmsd')];
  const empty = (flags & VMS.ARRAY) !== 0 && num === 0;
  if (!struct && info === null && !empty)
    return [problem('illegal', 'no-info', 'VMS-WIRE-5', path, 'neither an info nor a struct')];
  return [];
}

function versionProblems(field: VMStateField, { version_id }: VMStateDescription, path: string): Problem[] {
  const { flags, vmsd, struct_version_id = 0 } = field;
  const problems: Problem[] = [];
  if (field.field_exists === undefined && field.version_id > version_id) {
    const must = (flags & VMS.MUST_EXIST) !== 0;
    problems.push(
      problem(
        must ? 'illegal' : 'trap',
        'field-too-new',
        must ? 'VMS-EXIST-3' : 'VMS-EXIST-1',
        path,
        `version ${field.version_id} of the field is above version ${version_id} of its description: it is never sent${must ? ', and it must be' : ''}`,
      ),
    );
  }
  if (vmsd === null) return problems;
  const { version_id: newest, minimum_version_id: oldest } = vmsd;
  const outside = (version: number): boolean => version < oldest || version > newest;
  if ((flags & VMS.VSTRUCT) !== 0 && outside(struct_version_id)) {
    problems.push(
      problem(
        'trap',
        'vstruct-version',
        'VMS-VERSION-3',
        path,
        `struct_version_id ${struct_version_id} is outside ${oldest} to ${newest}: what is saved cannot be loaded`,
      ),
    );
  }
  return problems;
}
