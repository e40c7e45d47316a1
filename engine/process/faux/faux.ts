import { fileURLToPath } from 'node:url';
import type { VMStateDescription } from '../../../vmstate/host/description.ts';
import { VMS } from '../../../vmstate/host/flags.ts';
import { addBlock, createMemory, writePointer, type Memory } from '../../../vmstate/host/memory.ts';
import type { LoadRequest, SaveRequest } from '../../engine.ts';
import type { ProcessEngineOptions } from '../options.ts';
import { startProcessEngine, type ProcessEngine } from '../start.ts';

const script = fileURLToPath(new URL('./faux-engine.mjs', import.meta.url));

/** The faux engine with one behaviour, and short timeouts. */
export function fauxOptions(behaviour: string, options: Partial<ProcessEngineOptions> = {}): ProcessEngineOptions {
  return { command: process.execPath, args: [script, behaviour], timeoutMs: 3000, closeTimeoutMs: 300, ...options };
}

export async function startFaux(
  behaviour: string,
  options: Partial<ProcessEngineOptions> = {},
): Promise<ProcessEngine> {
  const engine = await startProcessEngine(fauxOptions(behaviour, options));
  if (engine.status === 'unusable') throw new Error(engine.message);
  return engine;
}

/** The name of the description selects the faux engine's behaviour. */
export function fauxDescription(name: string): VMStateDescription {
  const field = { name: 'value', offset: 0, size: 4, num: 0, num_offset: 0, size_offset: 0, version_id: 0 };
  return {
    name,
    version_id: 1,
    minimum_version_id: 1,
    fields: [{ ...field, flags: VMS.SINGLE, info: 'uint32', vmsd: null }],
  };
}

/** A root block that begins with `value` and points to a second block. */
export function fauxMemory(value: number): Memory {
  const memory = createMemory(64, { pointerSize: 8, byteOrder: 'little' });
  const root = addBlock(memory, 16);
  addBlock(memory, 8);
  memory.view.setUint32(memory.blocks[root]?.start ?? 0, value, true);
  memory.slots.push(8);
  writePointer(memory, 8, memory.blocks[1]?.start ?? null);
  return memory;
}

export function saveRequest(name: string, value: number): SaveRequest {
  return { description: fauxDescription(name), memory: fauxMemory(value), measure: false, returnMemory: false };
}

export function loadRequest(name: string, wire: Uint8Array): LoadRequest {
  return { description: fauxDescription(name), memory: fauxMemory(0), wire, versionId: 1, resave: false };
}
