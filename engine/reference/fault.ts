import { VARRAYS, VMS } from '../../vmstate/host/flags.ts';
import type { Machine } from './machine.ts';

/**
 * What QEMU could not survive: an access outside every block (`''`), a failed
 * assert or an allocation that aborts. The text starts with the kind.
 */
export type FaultKind = '' | 'assertion: ' | 'allocation: ';

/** Thrown inside the interpreter, and turned into the status `error` at its border. */
export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, what: string) {
    super(what);
    this.kind = kind;
  }
}

/** Counts a struct or an element that the walk comes to. */
export function visit(machine: Machine): void {
  if (++machine.visits > machine.most) throw new Fault('', `comes to more than ${machine.most} structs and elements`);
}

const INDEXED = VMS.ARRAY | VARRAYS;

/** Where the walk stands, as C would write it: `regs[2].ctl`. */
export function pathOf(machine: Machine): string {
  let path = '';
  for (let depth = 0; depth <= machine.depth; depth++) {
    const field = machine.fields[depth];
    if (field === undefined) break;
    const index = machine.indices[depth] ?? -1;
    const suffix = index >= 0 && (field.flags & INDEXED) !== 0 ? `[${index}]` : '';
    path += `${depth === 0 ? '' : '.'}${field.name}${suffix}`;
  }
  return path;
}

/** The text of a fault, with the field it happened in. */
export function describeFault(machine: Machine, fault: Fault): string {
  return `${fault.kind}${pathOf(machine)}: ${fault.message}`;
}
