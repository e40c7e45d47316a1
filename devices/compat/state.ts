import { checkedType, isWide, widthOf, type Scalar } from '../../vmstate/info.ts';
import {
  numberType,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';
import { bufferLength, elementCount } from '../../vmstate/model/counts.ts';
import type { DeviceModel } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';

/**
 * How the values of a state are chosen. `distinct`: every byte tells its place,
 * as far as one can. `small`: 1, which every check lets pass. `highest`: all ones.
 */
export type Fill = 'distinct' | 'small' | 'highest';

/** A state to make. */
export interface StatePlan {
  readonly fill: Fill;
  readonly valueOf: (variable: Variable) => number;
  /** Elements of a list or a tree. */
  readonly listed: number;
  /** Every second slot that a load allocates is NULL. */
  readonly nulls: boolean;
  /** What a destination holds: arrays with room for more than comes, empty lists, slots to allocate NULL. */
  readonly destination: boolean;
}

/** What a destination has room for, as far as a state can fill it. */
export const ROOM = { elements: 16, bytes: 256 } as const;

interface Build {
  readonly model: DeviceModel;
  readonly plan: StatePlan;
  /** Bytes given out so far. */
  given: number;
}

/** The values of a state. */
export function stateOf(model: DeviceModel, plan: StatePlan): StructValue {
  return structValues({ model, plan, given: 0 }, model.shape);
}

function structValues(build: Build, shape: StructShape): StructValue {
  const { members, subsections = [] } = shape;
  const values: StructValue = members.map((member) => variableValue(build, member));
  members.forEach((member, index) => {
    if (!build.model.variables.has(member)) values[index] = memberValue(build, member, values);
  });
  return [...values, ...subsections.map(({ struct }) => structValues(build, struct))];
}

/** What is read first, because others are as long as it says; null for all else. */
function variableValue({ model, plan }: Build, member: Member): Value {
  const variable = model.variables.get(member);
  if (variable === undefined) return null;
  const value = plan.valueOf(variable);
  const type = numberType(member.element) ?? 'uint32';
  return isWide(type) ? BigInt(value) : value;
}

function memberValue(build: Build, member: Member, values: readonly Value[]): Value {
  const { element, count, slots } = member;
  const { plan } = build;
  const length = plan.destination && element.kind !== 'buffer' ? ROOM.bytes : bufferLength(element, values);
  if (count.kind === 'one') return elementValue(build, element, length);
  const n = plan.destination && count.kind === 'counted' ? ROOM.elements : elementCount(member, values);
  return Array.from({ length: n }, (_, i) => {
    if (slots === 'allocated' && (plan.destination || (plan.nulls && i % 2 === 1))) return null;
    return elementValue(
      build,
      element,
      count.kind === 'counted' && element.kind === 'vbuffer' ? bufferLength(element, values) : length,
    );
  });
}

function elementValue(build: Build, element: Element, length: number): Value {
  const { plan } = build;
  const listed = plan.destination ? 0 : plan.listed;
  switch (element.kind) {
    case 'scalar':
      return scalarValue(build, element.type);
    case 'checked':
      return numberOf(checkedType(element.info), 1n);
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
      return nextBytes(build, length);
    case 'bytearray':
      return nextBytes(build, plan.destination ? 0 : 3);
    case 'unused':
    case 'validate':
      return null;
    case 'failing':
      return scalarValue(build, 'uint8');
    case 'timer':
      return scalarValue(build, 'int64');
    case 'struct':
    case 'tmp':
      return structValues(build, element.struct);
    case 'list':
      return Array.from({ length: listed }, () => structValues(build, element.struct));
    case 'tree': {
      const { key, value } = element;
      return Array.from({ length: listed }, (_, i) => [
        key === null ? BigInt(i + 1) : structValues(build, key),
        structValues(build, value),
      ]);
    }
  }
}

function scalarValue(build: Build, type: Scalar): Value {
  const { fill, destination } = build.plan;
  if (type === 'bool') return fill === 'small' && destination ? 0 : 1;
  const width = widthOf(type);
  switch (fill) {
    case 'small':
      return numberOf(type, 1n);
    case 'highest':
      return numberOf(type, (1n << BigInt(8 * width)) - 1n);
    case 'distinct':
      return numberOf(
        type,
        nextBytes(build, width).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n),
      );
  }
}

function numberOf(type: Scalar, bits: bigint): Value {
  const width = 8 * widthOf(type);
  const value = type.startsWith('int') ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits);
  return isWide(type) ? value : Number(value);
}

/** Bytes from 0x11 to 0x7f in turn: none of them begins a subsection, a section or a marker's end. */
function nextBytes(build: Build, length: number): Uint8Array {
  const { fill } = build.plan;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++)
    bytes[i] = fill === 'distinct' ? 0x11 + (build.given++ % 0x6d) : fill === 'small' ? 1 : 0xff;
  return bytes;
}
