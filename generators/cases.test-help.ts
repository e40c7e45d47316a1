import { abis } from '../vmstate/abi.ts';
import type { Case } from '../vmstate/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Scalar } from '../vmstate/info.ts';
import type { Member, Model, StructShape, Value } from '../vmstate/model.ts';
import { CaseArbitrary } from './case-arbitrary.ts';
import { bufferLength, elementCount } from './values.ts';

/** A member as plain as can be, but for what is said. */
export function scalar(name: string, type: Scalar, more: Partial<Member> = {}): Member {
  return { name, version: 0, migrated: true, element: { kind: 'scalar', type }, count: { kind: 'one' }, storage: 'embedded', slots: 'none', ...more };
}

export function shape(name: string, members: readonly Member[]): StructShape {
  return { name, version: 1, minimumVersion: 0, members };
}

/** The cases of the seeds 0 … n - 1. */
export function someCases(n: number, dialect: Dialect = 'qemu-11.1'): Case[] {
  const arbitrary = new CaseArbitrary({ dialect, abis });
  return Array.from({ length: n }, (_, seed) => arbitrary.fromSeed(seed));
}

/** A member, where it stands, and its value in one instance of its struct. */
export interface Visit {
  readonly shape: StructShape;
  readonly member: Member;
  readonly i: number;
  readonly values: readonly Value[];
  readonly value: Value;
  /** The storages and slots of the structs round it. */
  readonly above: readonly string[];
}

/** Every member of every struct instance of a model. */
export function* visits(shape: StructShape, values: readonly Value[], above: readonly string[] = []): Generator<Visit> {
  for (const [i, member] of shape.members.entries()) {
    const value = values[i] ?? null;
    yield { shape, member, i, values, value, above };
    if (member.element.kind !== 'struct' || !Array.isArray(value)) continue;
    const inside = [...above, `storage ${member.storage}`, `slots ${member.slots}`];
    for (const inner of member.count.kind === 'one' ? [value] : value) {
      if (Array.isArray(inner)) yield* visits(member.element.struct, inner, inside);
    }
  }
}

/** The members whose values contradict their shape, by name. */
export function malformed(model: Model): string[] {
  const names: string[] = [];
  for (const { member, values, value } of visits(model.shape, model.values)) {
    const elements = member.count.kind === 'one' ? [value] : Array.isArray(value) ? value : [];
    if (elements.length !== elementCount(member, values) || !elements.every((element) => fits(member, values, element))) names.push(member.name);
  }
  return names;
}

function fits({ element, slots }: Member, values: readonly Value[], value: Value): boolean {
  if (value === null) return slots !== 'none' || element.kind === 'unused';
  switch (element.kind) {
    case 'scalar':
      return typeof value === (element.type.endsWith('64') ? 'bigint' : 'number');
    case 'buffer':
    case 'vbuffer':
      return value instanceof Uint8Array && value.length === bufferLength(element, values);
    case 'unused':
      return false;
    case 'struct':
      return Array.isArray(value) && value.length === element.struct.members.length;
  }
}
