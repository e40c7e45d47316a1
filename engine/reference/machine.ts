import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { createMemory, type Memory } from '../../vmstate/host/memory.ts';
import { createInput, rewindInput, type Input } from './input.ts';
import { createJsonWriter, type JsonWriter } from './json-writer.ts';
import type { CallPlace } from './opaques.ts';
import type { Ops } from './ops.ts';
import { createOutput, rewindOutput, type Output } from './output.ts';

/**
 * The state of one walk over a description. An engine has one machine and
 * reuses it for every request, so that a walk allocates nothing.
 *
 * An address is an arena index of the memory; `access.ts` has the special ones.
 */
export interface Machine {
  readonly ops: Ops;
  memory: Memory;
  /** The memory's own, kept at hand; `adopt` refreshes them when the arena moves. */
  bytes: Uint8Array;
  view: DataView;
  little: boolean;
  pointerSize: 4 | 8;
  /** The block touched last: most accesses fall into it. */
  low: number;
  high: number;
  loading: boolean;
  /** How many structs and elements this walk has come to, and how many it may. */
  visits: number;
  readonly most: number;
  /** Where a load's own allocations begin. */
  fresh: number;
  readonly output: Output;
  readonly input: Input;
  /** Why a save or a load was refused; the innermost reason. */
  message: string;
  measure: boolean;
  /** Count and size of every visit, alternating. */
  measured: number[];
  /** Where the description of the bytes goes (vmdesc); null: it was not requested, or elements like this one are described already. */
  describing: JsonWriter | null;
  /** The calls into the device so far, in the lines of vmstate/hooks.ts; null: they were not requested. */
  trace: string[] | null;
  /** The object that each call got. */
  readonly opaques: CallPlace[];
  /** Whether there is a place for an error, and the text of the one that is set: errors.ts. */
  errp: boolean;
  error: string | null;
  /** What was printed. */
  readonly reports: string[];
  /** A save has come to a size that cannot be: its struct is left at once (11.2). */
  unsized: boolean;
  /** The struct, the field and the element of each level of nesting, to name the place of a fault. */
  depth: number;
  readonly structs: VMStateDescription[];
  readonly fields: VMStateField[];
  readonly indices: number[];
  /** The version of the struct at each level of nesting. */
  readonly versions: number[];
}

/** One object of a walk: what describes it, where it is, and the version at which it is saved or loaded. */
export interface Instance {
  readonly vmsd: VMStateDescription;
  readonly opaque: number;
  readonly version: number;
}

/** `most`: the structs and elements that a walk may come to. */
export function createMachine(ops: Ops, most: number = Infinity): Machine {
  const memory = createMemory(0);
  return {
    ops,
    memory,
    bytes: memory.bytes,
    view: memory.view,
    little: true,
    pointerSize: 8,
    low: 0,
    high: 0,
    loading: false,
    visits: 0,
    most,
    fresh: 0,
    output: createOutput(),
    input: createInput(),
    message: '',
    measure: false,
    measured: [],
    describing: null,
    trace: null,
    opaques: [],
    errp: false,
    error: null,
    reports: [],
    unsized: false,
    depth: -1,
    structs: [],
    fields: [],
    indices: [],
    versions: [],
  };
}

function begin(machine: Machine, memory: Memory, traced: boolean): void {
  adopt(machine, memory);
  machine.message = '';
  machine.fresh = memory.used;
  machine.trace = traced ? [] : null;
  machine.opaques.length = 0;
  machine.error = null;
  machine.reports.length = 0;
  machine.unsized = false;
  machine.visits = 0;
  machine.little = memory.abi.byteOrder === 'little';
  machine.pointerSize = memory.abi.pointerSize;
  machine.low = 0;
  machine.high = 0;
  machine.depth = -1;
}

/** Takes over the memory's arena, which moves when a block is added. */
export function adopt(machine: Machine, memory: Memory): void {
  machine.memory = memory;
  machine.bytes = memory.bytes;
  machine.view = memory.view;
}

/** What a save reports besides its bytes. */
export interface SaveOptions {
  readonly measure: boolean;
  readonly vmdesc?: boolean | undefined;
  readonly trace?: boolean | undefined;
}

export function beginSave(machine: Machine, memory: Memory, options: SaveOptions): void {
  begin(machine, memory, options.trace === true);
  machine.loading = false;
  machine.errp = machine.ops.saveErrors;
  machine.describing = options.vmdesc === true ? createJsonWriter() : null;
  rewindOutput(machine.output);
  machine.measure = options.measure;
  machine.measured.length = 0;
}

/** The stream of a load. */
export interface Incoming {
  readonly wire: Uint8Array;
  /** How many bytes one read of it gives at most; absent: all. */
  readonly chunk?: number | undefined;
  readonly trace?: boolean | undefined;
}

export function beginLoad(machine: Machine, memory: Memory, { wire, chunk, trace }: Incoming): void {
  begin(machine, memory, trace === true);
  machine.loading = true;
  machine.errp = machine.ops.loadErrors;
  machine.describing = null;
  rewindInput(machine.input, wire, chunk, machine.ops.reading);
}
