import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';

/**
 * Where QEMU's `Error` of a failure goes: not every release has one in every
 * place, and wrong use of a place ends the process. So a machine records
 * whether there is a place (QEMU: `errp` is not NULL) and whether an error is
 * set in it (`*errp` is not NULL).
 *
 * An info that walks a description of its own (lists, tmp) hands on its
 * caller's place (`shared`, since 11.1), has one of its own that it prints
 * (`own`, 10.2), or none (up to 10.0).
 */
export type ErrorScope = 'none' | 'own' | 'shared';

/** A failure gets its error. A place that is taken aborts. QEMU 10.2: util/error.c:error_setv. */
export function raise(machine: Machine): void {
  if (!machine.errp) return;
  if (machine.raised) throw new Fault('assertion: ', 'a second error on top of the first');
  machine.raised = true;
}

/** The error of a part gets more words, if there is one. QEMU 10.2: util/error.c:error_vprepend. */
export function prepend(machine: Machine): void {
  if (machine.errp && !machine.raised) throw new Fault('', 'adds to an error that was not set');
}

/**
 * Walks a description inside an info, and then does what the field's struct
 * does about a refusal of any info: 10.2 sets its error.
 */
export function inScope(machine: Machine, walk: () => number): number {
  const scope = machine.ops.infoErrors;
  if (scope === 'shared') return walk();
  const { errp, raised } = machine;
  machine.errp = errp && scope === 'own';
  machine.raised = false;
  const code = walk();
  machine.errp = errp;
  machine.raised = raised;
  return code;
}
