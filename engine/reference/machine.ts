import type { VMStateField } from '../../vmstate/description.ts';
import { createMemory, type Memory } from '../../vmstate/memory.ts';
import { createInput, rewindInput, type Input } from './input.ts';
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
  /** Where a load's own allocations begin. */
  fresh: number;
  readonly output: Output;
  readonly input: Input;
  /** Why a load was refused; the innermost reason. */
  message: string;
  measure: boolean;
  /** Count and size of every visit, alternating. */
  measured: number[];
  /** The field and the element of each level of nesting, to name the place of a fault. */
  depth: number;
  readonly fields: VMStateField[];
  readonly indices: number[];
}

export function createMachine(ops: Ops): Machine {
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
    fresh: 0,
    output: createOutput(),
    input: createInput(),
    message: '',
    measure: false,
    measured: [],
    depth: -1,
    fields: [],
    indices: [],
  };
}

function begin(machine: Machine, memory: Memory): void {
  adopt(machine, memory);
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

export function beginSave(machine: Machine, memory: Memory, measure: boolean): void {
  begin(machine, memory);
  machine.loading = false;
  rewindOutput(machine.output);
  machine.measure = measure;
  machine.measured.length = 0;
}

export function beginLoad(machine: Machine, memory: Memory, wire: Uint8Array): void {
  begin(machine, memory);
  machine.loading = true;
  machine.message = '';
  machine.fresh = memory.used;
  rewindInput(machine.input, wire);
}
