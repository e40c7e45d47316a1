import { plural } from '../../vmstate/plural.ts';
import { decodeMemory } from '../../engine/protocol/decode-memory.ts';
import type { Engine, LoadOutcome, SaveOutcome } from '../../engine/engine.ts';
import { answerText } from '../../spec/answer.ts';
import { sameBytes } from '../../spec/differences/bytes.ts';
import { compactJson } from '../../spec/differences/compact-json.ts';
import { sameMemory } from '../../spec/differences/memory-differences.ts';
import { tracesOf } from '../../spec/differences/trace.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import { cloneMemory, type Memory } from '../../vmstate/host/memory.ts';
import type { ReadVector } from './read.ts';
import { sameValues } from './same-values.ts';
import type { VectorLoad, VectorSave } from './vector.ts';

/** What is wrong with an answer, in one line; null: nothing. `unsupported`: the engine does not do this. */
export type Judgement = { readonly wrong: string | null } | 'unsupported';

/** Has an engine save the source. */
export async function judgeVectorSave(
  { vector, description, source, model }: ReadVector,
  engine: Engine,
): Promise<Judgement> {
  const vmdesc = engine.hello.features.includes('op:vmdesc') && vector.save.vmdesc !== null;
  const answer = await engine.save({
    description,
    memory: cloneMemory(source),
    measure: false,
    returnMemory: true,
    vmdesc,
    trace: tracesOf(engine),
    model,
  });
  return answer.status === 'unsupported' ? 'unsupported' : { wrong: wrongSave(vector.save, answer, source) };
}

function wrongSave(
  { verdict, code, wire, vmdesc, trace, written }: VectorSave,
  answer: SaveOutcome,
  source: Memory,
): string | null {
  const received = answer.status === 'rejected' ? answer.code : 0;
  if (answer.status !== verdict || received !== code)
    return `ends with ${answerText(answer)} instead of ${verdict} ${code}`;
  if ('trace' in answer && answer.trace !== undefined && answer.trace.join('\n') !== trace.join('\n'))
    return `calls ${answer.trace.join(', ')} instead of ${trace.join(', ')}`;
  if (answer.status === 'rejected') return wrongWritten(written, answer.written);
  const hex = Buffer.from(answer.wire).toString('hex');
  if (hex !== wire) return `writes ${hex} instead of ${wire ?? 'nothing'}`;
  if (answer.memory !== null && !sameMemory(source, answer.memory)) return 'changes the memory that it saves';
  if (answer.vmdesc !== undefined && compactJson(answer.vmdesc) !== vmdesc)
    return `returns the vmdesc ${answer.vmdesc} instead of ${vmdesc ?? 'not at all'}`;
  return null;
}

/** Vectors of an earlier form do not say what a refused save leaves, nor does every engine. */
function wrongWritten(expected: VectorSave['written'], received: Uint8Array | undefined): string | null {
  if (typeof expected !== 'string' || received === undefined) return null;
  const hex = Buffer.from(received).toString('hex');
  return hex === expected ? null : `leaves ${hex || 'nothing'} in the stream instead of ${expected || 'nothing'}`;
}

/** Has an engine load one of the vector's streams. */
export async function judgeVectorLoad(
  { description, destination, before }: ReadVector,
  load: VectorLoad,
  engine: Engine,
): Promise<Judgement> {
  const wire = new Uint8Array(Buffer.from(load.wire, 'hex'));
  const answer = await engine.load({
    description,
    memory: cloneMemory(destination),
    wire,
    versionId: load.version_id,
    resave: false,
    trace: tracesOf(engine),
    model: before,
  });
  return answer.status === 'unsupported' ? 'unsupported' : { wrong: wrongLoad(load, answer, destination) };
}

function wrongLoad(load: VectorLoad, answer: LoadOutcome, destination: Memory): string | null {
  const { verdict, code, consumed, stream_error: error, trace } = load;
  const left = answer.status === 'ok' ? answer : answer.status === 'rejected' ? answer.left : null;
  const received = answer.status === 'rejected' ? answer.code : 0;
  if (answer.status !== verdict || received !== code || left === null)
    return `ends with ${answerText(answer)} instead of ${verdict} ${code}`;
  if (left.consumed !== consumed) return `consumes ${plural(left.consumed, 'byte')} instead of ${consumed}`;
  if (left.streamError !== error) return `leaves the stream error ${left.streamError} instead of ${error}`;
  if ('trace' in answer && answer.trace !== undefined && answer.trace.join('\n') !== trace.join('\n'))
    return `calls ${answer.trace.join(', ')} instead of ${trace.join(', ')}`;
  if (left.values !== undefined)
    return sameValues(load.values, left.values.map(valueJson))
      ? null
      : `leaves the values ${JSON.stringify(left.values.map(valueJson))} instead of ${JSON.stringify(load.values)}`;
  return wrongMemory(load, destination, left.memory);
}

/** A refused load may leave blocks that nothing refers to, or free them: only the destination's own are looked at. */
function wrongMemory(
  { memory, unspecified, verdict }: VectorLoad,
  destination: Memory,
  received: Memory,
): string | null {
  const expected = decodeMemory(memory, destination);
  const told = verdict === 'ok' ? expected.blocks : destination.blocks;
  if (verdict === 'ok' && received.blocks.length !== told.length)
    return `leaves ${received.blocks.length} blocks instead of ${told.length}`;
  for (const [block, { start, size }] of told.entries()) {
    const other = received.blocks[block];
    if (other?.start !== start || other.size !== size)
      return `leaves block ${block} with ${plural(other?.size ?? 0, 'byte')} instead of ${size}`;
    const wanted = expected.bytes.slice(start, start + size);
    const got = received.bytes.slice(start, start + size);
    for (const [of, from, to] of unspecified) if (of === block) got.set(wanted.subarray(from, to), from);
    if (sameBytes(wanted, got)) continue;
    const at = wanted.findIndex((byte, i) => byte !== got[i]);
    return `leaves 0x${(got[at] ?? 0).toString(16)} instead of 0x${(wanted[at] ?? 0).toString(16)} at offset ${at} of block ${block}`;
  }
  return null;
}
