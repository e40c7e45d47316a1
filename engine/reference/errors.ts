import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';

/**
 * Where QEMU's `Error` of a failure goes: not every release has one in every
 * place, and wrong use of a place ends the process. So a machine records
 * whether there is a place (QEMU: `errp` is not NULL) and the text of the error
 * that is set in it (null: `*errp` is NULL).
 *
 * An info that walks a description of its own (lists, tmp) hands on its
 * caller's place (`shared`, since 11.1), has one of its own that it prints
 * (`own`, 10.2), or none (up to 10.0).
 */
export type ErrorScope = 'none' | 'own' | 'shared';

/** A failure gets its error. A place that is taken aborts. QEMU 10.2: util/error.c:error_setv. */
export function raise(machine: Machine, text: string): void {
  if (!machine.errp) return;
  if (machine.error !== null) throw new Fault('assertion: ', 'a second error on top of the first');
  machine.error = text;
}

/** The error of a part gets more words, if there is one. QEMU 10.2: util/error.c:error_vprepend. */
export function prepend(machine: Machine, text: string): void {
  if (!machine.errp) return;
  if (machine.error === null) throw new Fault('', 'adds to an error that was not set');
  machine.error = text + machine.error;
}

/** Prints a text; null: nothing. QEMU: error_report. */
export function printText(machine: Machine, text: string | null): void {
  if (text !== null) machine.reports.push(text);
}

/** What a struct has to say of a load: an error where the release has one for loads, otherwise it is printed. */
export function complain(machine: Machine, text: string | null): void {
  if (machine.ops.loadErrors) raise(machine, text ?? '');
  else printText(machine, text);
}

/** What an info has to say: an error where it shares its caller's, otherwise it is printed. */
export function remark(machine: Machine, text: string): void {
  if (machine.ops.infoErrors === 'shared') raise(machine, text);
  else printText(machine, text);
}

/** The same of a failure that ends the info: an error that its walk has set, without failing by it, nobody prints. */
export function remarkAtEnd(machine: Machine, text: string): void {
  if (machine.ops.infoErrors !== 'shared') machine.error = null;
  remark(machine, text);
}

/**
 * Walks a description inside an info. `prints`: whether it prints an error of its own that the walk has set and
 * then returned this code with (QEMU 10.2: util/error.c:error_report_err).
 */
export function inScope(machine: Machine, walk: () => number, prints: (code: number) => boolean): number {
  const scope = machine.ops.infoErrors;
  if (scope === 'shared') return walk();
  const { errp, error } = machine;
  machine.errp = errp && scope === 'own';
  machine.error = null;
  const code = walk();
  if (prints(code)) printText(machine, machine.error);
  machine.errp = errp;
  machine.error = error;
  return code;
}
