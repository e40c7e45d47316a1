import { inScope, raise } from './errors.ts';
import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';
import type { NestedField } from './ops.ts';

/** One element of a field that has an info and a vmsd: lists, trees and temporary objects. */
export function putNested(machine: Machine, field: NestedField, address: number, size: number): number {
  const { ops } = machine;
  switch (field.info) {
    case 'tmp':
      return inScope(machine, () => ops.putTmp(machine, field, address, size));
    case 'qtailq':
    case 'qlist':
      return inScope(machine, () => ops.putList(machine, field, address));
    case 'gtree':
      return inScope(machine, () => ops.putTree(machine, field, address));
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
        inScope(machine, () => ops.getTmp(machine, field, address, size)),
      );
    case 'qtailq':
    case 'qlist':
      return withError(
        machine,
        inScope(machine, () => printed(machine, ops.getList(machine, field, address))),
      );
    case 'gtree':
      return withError(
        machine,
        inScope(machine, () => printed(machine, ops.getTree(machine, field, address))),
      );
    case null:
      return 0;
    default: {
      const code = ops.get(machine, field.info, address, size);
      if (code < 0) raise(machine);
      return code;
    }
  }
}

/** A walk that does not share its caller's error reports its result in one of its own. */
function withError(machine: Machine, code: number): number {
  if (code < 0 && machine.ops.infoErrors !== 'shared') raise(machine);
  return code;
}

/**
 * A list, or a tree, prints the error of an element that did not return 0; a positive
 * result of post_load has none. QEMU 10.2: util/error.c:error_report_err.
 */
function printed(machine: Machine, code: number): number {
  if (code > 0 && machine.errp && !machine.raised) throw new Fault('', 'prints an error that was not set');
  return code;
}
