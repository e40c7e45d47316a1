import { OracleFault } from '../../oracle/fault.ts';
import { decode, type ExpectedLoad } from '../../oracle/load/decode.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Annotated } from '../../oracle/wire/span.ts';
import {
  structsOf,
  type Member,
  type Model,
  type Rooms,
  type StructShape,
  type Subsection,
} from '../../vmstate/model/model.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { DeviceModel } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';
import { alignMembers } from './align.ts';
import { asRead, partsSent } from './as-read.ts';
import type { WitnessOutcome, Parting } from './answer.ts';
import { ROOM, stateOf, type StatePlan } from './state.ts';

/** Two models of one device, one that saves and one that loads. */
export interface Pair {
  readonly source: DeviceModel;
  readonly destination: DeviceModel;
  readonly dialects: { readonly source: Dialect; readonly destination: Dialect };
  /** What a test of either side is on both. */
  readonly testOf?: ((variable: Variable) => object) | undefined;
}

/** A state of both sides: what differs between them are the values of variables. */
export type PairPlan = Omit<StatePlan, 'valueOf' | 'destination'> & {
  readonly source: (variable: Variable) => number;
  /** What the destination holds before the load, or what it has when it reads the variable: a field may bring another. */
  readonly destination: (variable: Variable, when: 'before' | 'read') => number;
};

/** One save and one load. */
export interface WitnessTrial {
  readonly outcome: WitnessOutcome;
  readonly saved: Annotated;
  readonly read: Annotated;
  /** What the oracle says of the load. */
  readonly loaded: ExpectedLoad;
  /** What is saved. */
  readonly source: Model;
  /** What a destination is before the load. */
  readonly destination: () => Model;
}

/** The end of the section (savevm.c: save_section_footer) and of the stream. */
const FOOTER = [0x7e, 0x00, 0x00, 0x00, 0x2a, 0x00] as const;

/**
 * Saves a state by the one model, with the section's footer behind it, and
 * loads it by the other: what the oracle says of it decides, and the fields
 * of both sides tell where they part.
 */
export function tryState(pair: Pair, plan: PairPlan): WitnessTrial {
  const { source, destination, dialects } = pair;
  const model: Model = {
    shape: source.shape,
    values: stateOf(source, { ...plan, destination: false, valueOf: plan.source }),
  };
  const saved = annotate(model, dialects.source);
  const sent = new Set(saved.spans.flatMap(({ type, value }) => (type === 'subsection name' ? [value] : [])));
  const valueOf = (variable: Variable, when: 'before' | 'read'): number =>
    variable.kind === 'needed'
      ? Number(variable.fields.some((name) => sent.has(name)))
      : plan.destination(variable, when);
  const { version } = source.shape;
  const isSent = ({ needed }: Subsection, { members }: StructShape): boolean => {
    const member = needed === undefined ? undefined : members[needed];
    const variable = member === undefined ? undefined : source.variables.get(member);
    return variable === undefined || plan.source(variable) !== 0;
  };
  const shape = asRead(destination.shape, partsSent(source.shape, isSent), version);
  const read = annotate(
    {
      shape,
      values: stateOf({ ...destination, shape }, { ...plan, destination: false, valueOf: (it) => valueOf(it, 'read') }),
    },
    dialects.destination,
  );
  const before = stateOf(destination, {
    ...plan,
    fill: 'small',
    destination: true,
    valueOf: (it) => valueOf(it, 'before'),
  });
  const stream = streamOf(saved);
  const rooms = roomsOf(destination.shape);
  const loaded = decode({ shape: destination.shape, before, rooms }, stream, version, dialects.destination);
  const held = (): Model => ({
    shape: destination.shape,
    values: stateOf(destination, { ...plan, destination: false, valueOf: (it) => valueOf(it, 'before') }),
  });
  return {
    outcome: outcomeOf({ pair, saved, read, loaded }),
    saved,
    read,
    loaded,
    source: model,
    destination: held,
  };
}

/** The same, with a model that no state fits told as such. */
export function tryStateSafely(pair: Pair, plan: PairPlan): WitnessTrial | string {
  try {
    return tryState(pair, plan);
  } catch (error) {
    if (error instanceof OracleFault) return error.message;
    throw error;
  }
}

/** What stands in a section behind its header, up to the end of the stream. */
export function streamOf({ bytes }: Annotated): Uint8Array {
  const stream = new Uint8Array(bytes.length + FOOTER.length);
  stream.set(bytes);
  stream.set(FOOTER, bytes.length);
  return stream;
}

interface Observed {
  readonly pair: Pair;
  readonly saved: Annotated;
  readonly read: Annotated;
  readonly loaded: ExpectedLoad;
}

function outcomeOf({ pair, saved, read, loaded }: Observed): WitnessOutcome {
  const testOf = pair.testOf ?? ((variable: Variable) => variable);
  const { partings, unknown } = alignMembers(
    { spans: saved.spans, model: pair.source, testOf },
    { spans: read.spans, model: pair.destination, testOf },
  );
  const [first] = partings;
  const reached = loaded.verdict === 'undefined' ? Infinity : loaded.consumed;
  if (loaded.verdict === 'rejected' && isClean(loaded, first, unknown?.offset ?? Infinity)) {
    const { cause, why } = loaded;
    return { kind: 'refused', check: cause, at: ownerAt(read, loaded.consumed), why };
  }
  if (unknown !== null && unknown.offset <= (first?.offset ?? Infinity)) return { kind: 'unknown', why: unknown.why };
  const expected = read.bytes.length - saved.bytes.length;
  const bytes = loaded.verdict === 'ok' ? reached - saved.bytes.length : expected;
  if (first === undefined) return bytes === 0 ? { kind: 'same' } : unexplained(bytes, read, saved);
  return bytes === 0 ? { kind: 'reinterpreted', partings } : { kind: 'shifted', parting: first, bytes };
}

/** Whether the check that ended the load came before anything was misread. */
function isClean(
  loaded: Extract<ExpectedLoad, { verdict: 'rejected' }>,
  first: Parting | undefined,
  unknown: number,
): boolean {
  const { consumed, cause } = loaded;
  if (cause === 'end' || unknown < consumed) return false;
  return first === undefined || consumed <= first.offset;
}

/** The fields agree and the load still stops elsewhere. */
function unexplained(bytes: number, read: Annotated, saved: Annotated): WitnessOutcome {
  const offset = Math.min(read.bytes.length, saved.bytes.length);
  return { kind: 'shifted', parting: { offset, source: null, destination: null }, bytes };
}

/** The field that ends where a load stopped. */
function ownerAt({ spans }: Annotated, consumed: number): string {
  return spans.findLast(({ start }) => start < consumed)?.path ?? '';
}

/** Room for whatever a state brings, in memory that a load allocates. */
function roomsOf(shape: StructShape, rooms: Map<Member, { elements: number; bytes: number }> = new Map()): Rooms {
  for (const member of shape.members) {
    rooms.set(member, ROOM);
    for (const inner of structsOf(member.element)) roomsOf(inner, rooms);
  }
  for (const { struct } of shape.subsections ?? []) roomsOf(struct, rooms);
  return rooms;
}
