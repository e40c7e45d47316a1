import type { Case } from '../vmstate/case/case.ts';
import { cloneMemory, createMemory, resetMemory, type Memory } from '../vmstate/host/memory.ts';
import type { Lengths, Member, Room, Rooms, StructValue, Value } from '../vmstate/model/model.ts';
import { valuesBefore } from './before.ts';
import { Draw } from '../random/draw.ts';
import type { StructPlan } from './plan.ts';
import { planLayout } from './plan-layout.ts';
import { makeDestination } from './destination.ts';
import { buildMemory, newStore, storeStruct } from './store.ts';
import { newMarks, type Marks, type ObjectPlaces, type StoreSink } from './store-walk.ts';

/** The host representation of a case. */
export interface Layout {
  readonly plan: StructPlan;
  /** Room that structs reserve for members of variable length. */
  readonly rooms: Rooms;
  /** The memory that is saved. */
  readonly source: Memory;
  /** The values of the destination on which the load depends. */
  readonly before: StructValue;
  /** The destination of a load: the source's blocks at other addresses, with noise as values. */
  readonly destination: Memory;
}

/** Independent random streams of one seed, so that changes of one part do not affect the others. */
const streams = { plan: 1, source: 2, destination: 3 } as const;

/** Lays out the source of a case: description and memory. */
export function layoutSource(of: Case): Pick<Layout, 'plan' | 'rooms' | 'source'> {
  return layWith(of, newMarks());
}

/** A range of a memory, from arena index `start`, and the field that owns it. */
export interface OwnedRange {
  readonly start: number;
  readonly length: number;
  /** `regs[2].ctrl` */
  readonly path: string;
  readonly what: 'value' | 'pointer';
}

/** The source of a case and the owners of its bytes, in the order in which they are stored. */
export function ownedSource(of: Case): { readonly source: Memory; readonly owners: readonly OwnedRange[] } {
  const owners: OwnedRange[] = [];
  const { source } = layWith(of, newMarks(), {
    sink: (start, length, path, what) => {
      owners.push({ start, length, path, what });
    },
  });
  return { source, owners };
}

/** The source of a case and where in it the object of each struct is. */
export function sourceObjects(of: Case): { readonly source: Memory; readonly objects: ObjectPlaces } {
  const objects: ObjectPlaces = new Map();
  const { source } = layWith(of, newMarks(), { objects });
  return { source, objects };
}

/** Who is told while a memory is made. */
interface Listeners {
  readonly sink?: StoreSink | null;
  readonly objects?: ObjectPlaces | null;
}

/** Lays out source and destination of a case. */
export function layout(of: Case): Layout {
  const marks = newMarks();
  const { plan, rooms, source } = layWith(of, marks);
  const before = valuesBefore(plan, of.model.values, marks.empty);
  return {
    plan,
    rooms,
    source,
    before,
    destination: makeDestination(source, marks, new Draw(of.seed, streams.destination)),
  };
}

/**
 * The layout of a case that is another one but for its hooks and the results of its infos. Memory
 * shows neither, so it is the other's.
 */
export function layoutAs(of: Case, { source, before, destination }: Layout): Layout {
  return { ...planOf(of), source, before, destination };
}

/** Memories are built here and then copied: their final sizes are not known before. */
const site = createMemory(1 << 16);

function layWith(
  of: Case,
  marks: Marks,
  { sink = null, objects = null }: Listeners = {},
): Pick<Layout, 'plan' | 'rooms' | 'source'> {
  const { abi, model, seed } = of;
  const { plan, rooms } = planOf(of);
  resetMemory(site, abi);
  const draw = new Draw(seed, streams.source);
  buildMemory(newStore(site, 'source', { draw, fill: 0, marks, sink, objects }), plan, model.values);
  return { plan, rooms, source: cloneMemory(site) };
}

function planOf({ dialect, abi, model, seed }: Case): Pick<Layout, 'plan' | 'rooms'> {
  const rooms = new Map<Member, Room>();
  const plan = planLayout({ dialect, abi, draw: new Draw(seed, streams.plan), rooms }, model.shape, model.values);
  return { plan, rooms };
}

/** Room for the allocations of a load, so that the arena rarely grows. */
const SLACK = 512;

/** A load needs no random numbers. */
const IDLE = new Draw(0);
const NO_MARKS: Marks = newMarks();

/** Adapters and the reference engine fill newly allocated memory with this byte; any other would do. */
export const FRESH_FILL = 0xa5;

export interface LoadOptions extends Listeners {
  /** Fills the unspecified bytes of new allocations. */
  readonly fill?: number;
}

/** What a load leaves, as the oracle says it. */
export interface LoadedState {
  readonly values: readonly Value[];
  /** Whatever is not among them is as long as its value. */
  readonly lengths: Lengths;
}

/**
 * The memory after a load of these values into `destination`, which is not changed. Nothing is
 * written for values that are UNTOUCHED or null. The values of a list are those that the
 * load added; existing elements are UNTOUCHED. Unspecified bytes of new allocations are
 * `fill`.
 */
export function memoryAfterLoad(
  plan: StructPlan,
  destination: Memory,
  { values, lengths }: LoadedState,
  { fill = FRESH_FILL, sink = null, objects = null }: LoadOptions = {},
): Memory {
  const memory = cloneMemory(destination, SLACK);
  const store = newStore(memory, 'load', { draw: IDLE, fill, marks: NO_MARKS, sink, objects, lengths });
  storeStruct(store, plan, values, memory.blocks[0]?.start ?? 0);
  return memory;
}
