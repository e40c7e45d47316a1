import { inScope, raise, printText } from './errors.ts';
import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';
import type { NestedField } from './ops.ts';
import { typeName } from './vmdesc.ts';

/** One element of a field that has an info and a vmsd: lists, trees and temporary objects. */
export function putNested(machine: Machine, field: NestedField, address: number, size: number): number {
  const { ops } = machine;
  switch (field.info) {
    case 'tmp':
      return inScope(machine, () => ops.putTmp(machine, field, address, size), isAny);
    case 'qtailq':
    case 'qlist':
      return inScope(machine, () => ops.putList(machine, field, address), isAny);
    case 'gtree':
      return treeSaved(
        machine,
        field,
        inScope(machine, () => ops.putTree(machine, field, address), isAny),
      );
    case null:
      return 0;
    default:
      ops.put(machine, field.info, address, size);
      return 0;
  }
}

export function getNested(machine: Machine, field: NestedField, address: number, size: number): number {
  const { ops } = machine;
  switch (field.info) {
    case 'tmp':
      return withError(
        machine,
        field,
        inScope(machine, () => ops.getTmp(machine, field, address, size), isNegative),
      );
    case 'qtailq':
    case 'qlist':
      return withError(
        machine,
        field,
        inScope(machine, () => printed(machine, ops.getList(machine, field, address)), isAny),
      );
    case 'gtree':
      return withError(
        machine,
        field,
        inScope(machine, () => printed(machine, ops.getTree(machine, field, address)), isAny),
      );
    case null:
      return 0;
    default: {
      const code = ops.get(machine, field.info, address, size);
      return withError(machine, field, code);
    }
  }
}

/** QEMU 7.2, 10.0, 10.2: vmstate-types.c:put_gtree. */
function treeSaved(machine: Machine, field: NestedField, code: number): number {
  if (code !== 0) printText(machine, machine.ops.words.savedTree(field, code));
  return code;
}

function isAny(code: number): boolean {
  return code !== 0;
}

function isNegative(code: number): boolean {
  return code < 0;
}

/** A walk that does not share its caller's error reports its result in one of its own. */
function withError(machine: Machine, field: NestedField, code: number): number {
  const { words, infoErrors } = machine.ops;
  if (code < 0 && infoErrors !== 'shared') raise(machine, words.element(typeName(field), field, code));
  return code;
}

/**
 * A list, or a tree, prints the error of an element that did not return 0; a positive
 * result of post_load has none. QEMU 10.2: util/error.c:error_report_err.
 */
function printed(machine: Machine, code: number): number {
  if (code > 0 && machine.errp && machine.error === null) throw new Fault('', 'prints an error that was not set');
  return code;
}
