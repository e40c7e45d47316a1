import type { VMStateDescription } from '../../../vmstate/host/description.ts';
import { cloneMemory, type Memory } from '../../../vmstate/host/memory.ts';
import { fromHex } from '../../../engine/reference/testing/device.ts';

/** A tiny device: what to save, what to load where. */
export interface Specimen {
  readonly description: VMStateDescription;
  readonly source: Memory;
  readonly destination: Memory;
  /** The version that the load gets; absent: the description's. */
  readonly versionId?: number;
  /** What is loaded; absent: what the right engine saves. */
  readonly wire?: Uint8Array;
  /** What one read of it gives at most; absent: all. */
  readonly chunk?: number;
}

/** A device that is loaded over itself, once for each stream (hex). */
export function withStreams(description: VMStateDescription, memory: Memory, wires: readonly string[]): Specimen[] {
  return wires.map((wire) => ({
    description,
    source: cloneMemory(memory),
    destination: cloneMemory(memory),
    wire: fromHex(wire),
  }));
}
