import { allocationFaults } from './allocation.ts';
import { bufferFaults } from './buffers.ts';
import { checkFaults } from './checks.ts';
import { codeFaults } from './codes.ts';
import { countFaults } from './counts.ts';
import type { FaultyEngine } from './faulty-engine.ts';
import { frameFaults } from './frames.ts';
import { hookFaults } from './hooks.ts';
import { listFaults } from './lists.ts';
import { markerFaults } from './markers.ts';
import { messageFaults } from './messages.ts';
import { nestedHookFaults } from './nested-hooks.ts';
import { objectFaults } from './objects.ts';
import { opaqueFaults } from './opaques.ts';
import { overlayFaults } from './overlays.ts';
import { ownInfoFaults } from './own-infos.ts';
import { pointerFaults } from './pointers.ts';
import { presenceFaults } from './presence.ts';
import { scalarFaults } from './scalars.ts';
import { sizeFaults } from './sizes.ts';
import { streamFaults } from './streams.ts';
import { subsectionFaults } from './subsections.ts';
import { temporaryFaults } from './temporaries.ts';
import { treeFaults } from './trees.ts';
import { versionFaults } from './versions.ts';
import { vmdescFaults } from './vmdesc.ts';
import { wordFaults } from './words.ts';

export type { FaultyEngine, RuleName } from './faulty-engine.ts';

/** Every deliberately wrong engine. A suite that bites refuses each of them. */
export const faultyEngines: readonly FaultyEngine[] = [
  ...countFaults,
  ...sizeFaults,
  ...pointerFaults,
  ...overlayFaults,
  ...markerFaults,
  ...allocationFaults,
  ...scalarFaults,
  ...bufferFaults,
  ...versionFaults,
  ...streamFaults,
  ...frameFaults,
  ...checkFaults,
  ...wordFaults,
  ...presenceFaults,
  ...subsectionFaults,
  ...hookFaults,
  ...nestedHookFaults,
  ...opaqueFaults,
  ...ownInfoFaults,
  ...listFaults,
  ...temporaryFaults,
  ...treeFaults,
  ...objectFaults,
  ...vmdescFaults,
  ...codeFaults,
  ...messageFaults,
];
