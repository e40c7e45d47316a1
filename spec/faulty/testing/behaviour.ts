import { cloneMemory, type Memory } from '../../../vmstate/host/memory.ts';
import type { SynchronousEngine } from '../../../engine/reference/create.ts';
import type { Specimen } from './specimens.ts';

/** Everything an engine lets one see of a specimen, as text. */
export function behaviourOf(engine: SynchronousEngine, right: SynchronousEngine, specimen: Specimen): string {
  const { description } = specimen;
  const seen: unknown[] = [];
  for (let turn = 0; turn < 2; turn++) {
    const memory = cloneMemory(specimen.source);
    seen.push(show(engine.save({ description, memory, measure: true, returnMemory: true })));
  }
  const told = { description, measure: false, returnMemory: false, vmdesc: true, trace: true };
  seen.push(show(engine.save({ ...told, memory: cloneMemory(specimen.source) })));
  const load = (wire: Uint8Array): unknown =>
    show(
      engine.load({
        description,
        memory: cloneMemory(specimen.destination),
        wire,
        chunk: specimen.chunk,
        versionId: specimen.versionId ?? description.version_id,
        resave: true,
        trace: true,
      }),
    );
  const sent = right.save({
    description,
    memory: cloneMemory(specimen.source),
    measure: false,
    returnMemory: false,
  });
  if (specimen.wire !== undefined) seen.push(load(specimen.wire));
  else if (sent.status === 'ok') seen.push(load(withTail(sent.wire)));
  return JSON.stringify(seen);
}

/** A byte behind the state, so that the search for a subsection finds one. */
function withTail(wire: Uint8Array): Uint8Array {
  return new Uint8Array([...wire, 0xee]);
}

function show(outcome: object): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => {
      // Other words are no other behaviour.
      if (key === 'message') return undefined;
      if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
      return isMemory(value) ? showMemory(value) : value;
    }),
  );
}

function isMemory(value: unknown): value is Memory {
  return typeof value === 'object' && value !== null && 'slots' in value && 'blocks' in value;
}

function showMemory({ bytes, used, blocks, slots }: Memory): unknown {
  return { bytes: Buffer.from(bytes.subarray(0, used)).toString('hex'), blocks, slots };
}
