import { allocationFaults } from './allocation.ts';
import { bufferFaults } from './buffers.ts';
import { countFaults } from './counts.ts';
import type { FaultyEngine } from './faulty-engine.ts';
import { frameFaults } from './frames.ts';
import { markerFaults } from './markers.ts';
import { pointerFaults } from './pointers.ts';
import { scalarFaults } from './scalars.ts';
import { sizeFaults } from './sizes.ts';
import { streamFaults } from './streams.ts';
import { versionFaults } from './versions.ts';

export type { Area, FaultyEngine } from './faulty-engine.ts';

/** Every deliberately wrong engine. A suite that bites refuses each of them. */
export const faultyEngines: readonly FaultyEngine[] = [
  ...countFaults,
  ...sizeFaults,
  ...pointerFaults,
  ...markerFaults,
  ...allocationFaults,
  ...scalarFaults,
  ...bufferFaults,
  ...versionFaults,
  ...streamFaults,
  ...frameFaults,
];
