import type { Hooks } from '../vmstate/hooks.ts';
import type { CheckedInfo } from '../vmstate/info.ts';
import type { Member, StructShape, Test } from '../vmstate/model/model.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';

/** Short ways to write what few shapes have. */

type More = Partial<Omit<Member, 'name' | 'element'>>;

export function checkedMember(name: string, info: CheckedInfo, more: More = {}): Member {
  return { ...member(name, { kind: 'checked', info }), ...more };
}

export function bitmap(name: string, sizedBy: number, more: More = {}): Member {
  return { ...member(name, { kind: 'bitmap', sizedBy }, { storage: 'pointer' }), ...more };
}

export function list(name: string, struct: StructShape, more: More = {}, kind: 'qtailq' | 'qlist' = 'qtailq'): Member {
  return { ...member(name, { kind: 'list', list: kind, struct }), ...more };
}

export function tmp(struct: StructShape, more: More = {}): Member {
  return { ...member('tmp', { kind: 'tmp', struct }), ...more };
}

export function tree(name: string, key: StructShape | null, value: StructShape, more: More = {}): Member {
  return { ...member(name, { kind: 'tree', key, value }), ...more };
}

export function vstruct(name: string, struct: StructShape, version: number, more: More = {}): Member {
  return { ...member(name, { kind: 'struct', struct, version }), ...more };
}

export function validate(name: string, test: Test): Member {
  return { ...member(name, { kind: 'validate' }), test, mustExist: true };
}

export function tested(inner: Member, test: Test): Member {
  return { ...inner, test };
}

/** The test of the sibling `by`. */
export function when(by: number): Test {
  return { kind: 'sibling', by };
}

/** The test of the version. */
export function versionFrom(from: number): Test {
  return { kind: 'version', from };
}

/** Subsections: a shape alone is always needed. */
export function withParts(shape: StructShape, ...parts: (StructShape | readonly [StructShape, number])[]): StructShape {
  const subsections = parts.map((part) => ('name' in part ? { struct: part } : { struct: part[0], needed: part[1] }));
  return { ...shape, subsections };
}

export function hookedShape(shape: StructShape, hooks: Hooks): StructShape {
  return { ...shape, hooks };
}
