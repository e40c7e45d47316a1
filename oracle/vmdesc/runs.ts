import type { Dialect } from '../../vmstate/dialect.ts';

/** What the elements of a field are to the vmdesc. */
export interface Row {
  /** For each element whether it is NULL behind its slot. */
  readonly nulls: readonly boolean[];
  /** The elements have slots (VMS_ARRAY_OF_POINTER). */
  readonly hasSlots: boolean;
  /** One entry may stand for several elements (vmstate.c:vmsd_can_compress). */
  readonly compressible: boolean;
}

/** For one element: how many elements its entry says it stands for; null: it has no entry. */
export type RunLength = number | null;

/**
 * Which elements are described, and by entries for how many (vmstate.c: the
 * loop over the elements in vmstate_save_state_v up to 10.2, in
 * vmstate_save_vmsd_v in 11.1).
 */
export function vmdescRunsOf(row: Row, dialect: Dialect): RunLength[] {
  return styles[dialect](row);
}

const styles: Readonly<Record<Dialect, (row: Row) => RunLength[]>> = {
  'qemu-7.2': firstOrEach,
  'qemu-8.2': firstOrEach,
  'qemu-10.0': runs,
  'qemu-10.2': runs,
  'qemu-11.1': compressedRuns,
  'qemu-11.2': compressedRuns,
};

/** Up to 9.2: the first element stands for all; or each for itself, though its entry names all. NULL makes no difference. */
function firstOrEach({ nulls, compressible }: Row): RunLength[] {
  return nulls.map((_isNull, i) => (i === 0 || !compressible ? nulls.length : null));
}

/**
 * 10.0 and 10.2: a run of NULL elements, or of others, begins a new entry. An
 * element that begins no run counts all that are left: the first run too when
 * it is not NULL, and every later element of a run that is not compressed.
 */
function runs({ nulls, hasSlots, compressible }: Row): RunLength[] {
  let wasNull = false;
  let open = true;
  return nulls.map((isNull, i) => {
    let extent = nulls.length - i;
    if (hasSlots && isNull !== wasNull) {
      wasNull = isNull;
      open = true;
      extent = runFrom(nulls, i);
    }
    const described = open ? extent : null;
    if (compressible) open = false;
    return described;
  });
}

/**
 * 11.1: the same where entries may stand for several elements; else each stands
 * for itself. The last element begins no run, so that one of its own kind
 * behind a compressed run is not described.
 */
function compressedRuns({ nulls, hasSlots, compressible }: Row): RunLength[] {
  let wasNull = false;
  let open = true;
  return nulls.map((isNull, i) => {
    let extent = compressible ? nulls.length - i : 1;
    if (extent > 1 && hasSlots && isNull !== wasNull) {
      wasNull = isNull;
      open = true;
      extent = runFrom(nulls, i);
    }
    const described = open ? extent : null;
    if (extent > 1) open = false;
    return described;
  });
}

/** How many elements from `i` on are NULL, or not, as that one is; all that are left if no other follows. */
function runFrom(nulls: readonly boolean[], i: number): number {
  const other = nulls.indexOf(!nulls[i], i + 1);
  return (other < 0 ? nulls.length : other) - i;
}
