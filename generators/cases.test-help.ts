import { abis } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { checkedType, isWide } from '../vmstate/info.ts';
import { hasMany, structsIn, type Member, type Model, type StructShape, type Value } from '../vmstate/model/model.ts';
import { CaseGenerator } from './case-generator.ts';
import { bufferLength, elementCount } from '../vmstate/model/counts.ts';

/** The cases of the seeds 0 … n - 1. */
export function someCases(n: number, dialect: Dialect = 'qemu-11.1'): Case[] {
  const generator = new CaseGenerator({ dialect, abis });
  return Array.from({ length: n }, (_, seed) => generator.fromSeed(seed));
}

/** Where a struct instance lives when a load reaches it. */
export type Place = 'owned' | 'tmp' | 'malloc' | 'zeroed';

/** A member, where it stands, and its value in one instance of its struct. */
export interface Visit {
  readonly shape: StructShape;
  readonly member: Member;
  readonly i: number;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly at: Position;
}

/** Where a struct instance stands. */
export interface Position {
  readonly place: Place;
  readonly depth: number;
  /** The versions at which it is saved and loaded. */
  readonly saved: number;
  readonly loaded: number;
}

/** Every member of every struct instance of a model. */
export function visits({ shape, values }: Model): Visit[] {
  return [...structs(shape, values)].flatMap(({ shape: struct, values: inner, at }) =>
    struct.members.map((member, i) => ({ shape: struct, member, i, values: inner, value: inner[i] ?? null, at })),
  );
}

/** Every struct instance of a model, those of subsections included. */
export function* structs(
  shape: StructShape,
  values: readonly Value[],
  at: Position = { place: 'owned', depth: 1, saved: shape.version, loaded: shape.version },
): Generator<{ readonly shape: StructShape; readonly values: readonly Value[]; readonly at: Position }> {
  yield { shape, values, at };
  for (const [i, member] of shape.members.entries()) {
    for (const [struct, inner] of structsIn(member, values[i])) yield* inside(member, struct, inner, at);
  }
  for (const [k, { struct }] of (shape.subsections ?? []).entries()) {
    const value = values[shape.members.length + k];
    const here = { ...at, saved: struct.version, loaded: struct.version & 0xff };
    if (Array.isArray(value)) yield* structs(struct, value, here);
  }
}

function inside(
  { element, storage, slots, version: own }: Member,
  struct: StructShape,
  values: readonly Value[],
  { place, depth }: Position,
): ReturnType<typeof structs> {
  const saved = element.kind === 'struct' ? (element.version ?? struct.version) : struct.version;
  const loaded = element.kind === 'struct' ? saved : own;
  const at = { place: placeIn(place, element.kind, storage, slots), depth: depth + 1, saved, loaded };
  return structs(struct, values, at);
}

function placeIn(outer: Place, kind: string, storage: string, slots: string): Place {
  if (kind === 'tmp') return 'tmp';
  if (slots === 'allocated' || kind === 'tree') return 'zeroed';
  return kind === 'list' || storage === 'allocated' ? 'malloc' : outer;
}

/** The members whose values contradict their shape, by name; a struct with a wrong number of values counts too. */
export function malformed({ shape: root, values: all }: Model): string[] {
  const names: string[] = [];
  for (const {
    shape: { name, members, subsections = [] },
    values,
  } of structs(root, all)) {
    if (values.length !== members.length + subsections.length) names.push(name);
    for (const [i, member] of members.entries()) {
      const value = values[i] ?? null;
      const list = hasMany(member) && member.count.kind === 'one';
      const elements = hasMany(member) ? (Array.isArray(value) ? value : []) : [value];
      const right = list ? Array.isArray(value) : elements.length === elementCount(member, values);
      if (!right || !elements.every((element) => fits(member, values, element))) names.push(member.name);
    }
    for (const value of values.slice(members.length)) if (!Array.isArray(value)) names.push(name);
  }
  return names;
}

function fits({ element, slots }: Member, values: readonly Value[], value: Value): boolean {
  if (value === null) return slots !== 'none' || element.kind === 'unused' || element.kind === 'validate';
  switch (element.kind) {
    case 'scalar':
      return typeof value === (isWide(element.type) ? 'bigint' : 'number');
    case 'checked':
      return typeof value === (isWide(checkedType(element.info)) ? 'bigint' : 'number');
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
      return value instanceof Uint8Array && value.length === bufferLength(element, values);
    case 'failing':
      return typeof value === 'number';
    case 'timer':
      return typeof value === 'bigint' && value >= -1n;
    case 'tree':
      return (
        Array.isArray(value) &&
        value.length === 2 &&
        (element.key === null ? typeof value[0] === 'bigint' : isStruct(element.key, value[0])) &&
        isStruct(element.value, value[1])
      );
    case 'bytearray':
      return value instanceof Uint8Array;
    case 'unused':
    case 'validate':
      return false;
    case 'struct':
    case 'list':
    case 'tmp':
      return isStruct(element.struct, value);
  }
}

function isStruct({ members, subsections = [] }: StructShape, value: Value | undefined): boolean {
  return Array.isArray(value) && value.length === members.length + subsections.length;
}
