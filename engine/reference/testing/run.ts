import type { VMStateDescription } from '../../../vmstate/host/description.ts';
import type { Dialect } from '../../../vmstate/dialect.ts';
import { readPointer, type Memory } from '../../../vmstate/host/memory.ts';
import type { LoadOutcome, SaveOutcome } from '../../engine.ts';
import { createReferenceEngine } from '../create.ts';
import { fromHex, hexText, addressOf } from './device.ts';
import { inWordsOf } from './in-words-of.ts';

/** The wire in hex, or the outcome in a word and its message. */
export function saved(dialect: Dialect, description: VMStateDescription, memory: Memory): string {
  const engine = createReferenceEngine({ dialect });
  const outcome = engine.save({
    description: inWordsOf(dialect, description),
    memory,
    measure: false,
    returnMemory: false,
  });
  if (outcome.status === 'ok') return hexText(outcome.wire);
  return outcome.status === 'error' ? outcome.message : outcome.status;
}

/** A save with everything it can tell. */
export function savedWithVmdesc(dialect: Dialect, description: VMStateDescription, memory: Memory): SaveOutcome {
  const engine = createReferenceEngine({ dialect });
  return engine.save({
    description: inWordsOf(dialect, description),
    memory,
    measure: true,
    returnMemory: false,
    vmdesc: true,
    trace: true,
  });
}

/** What a save calls: its trace, or the message of an error. A refusal ends it with its code. */
export function savedCalls(dialect: Dialect, description: VMStateDescription, memory: Memory): readonly string[] {
  const engine = createReferenceEngine({ dialect });
  return calls(
    engine.save({
      description: inWordsOf(dialect, description),
      memory,
      measure: false,
      returnMemory: false,
      trace: true,
    }),
  );
}

/** The same of a load. */
export function loadedCalls(...request: Parameters<typeof loaded>): readonly string[] {
  return calls(loaded(...request));
}

function calls(outcome: SaveOutcome | LoadOutcome): readonly string[] {
  if (outcome.status === 'ok') return outcome.trace ?? ['no trace'];
  if (outcome.status === 'rejected') return [...(outcome.trace ?? ['no trace']), String(outcome.code)];
  return [outcome.status === 'error' ? outcome.message : outcome.status];
}

/** `count*size` of every visit. */
export function measured(dialect: Dialect, description: VMStateDescription, memory: Memory): string[] {
  const engine = createReferenceEngine({ dialect });
  const outcome = engine.save({
    description: inWordsOf(dialect, description),
    memory,
    measure: true,
    returnMemory: true,
  });
  if (outcome.status !== 'ok') throw new Error(outcome.status);
  return outcome.measured.map(({ count, size }) => `${count}*${size}`);
}

export function loaded(
  dialect: Dialect,
  description: VMStateDescription,
  memory: Memory,
  wire: string,
  versionId: number = description.version_id,
): LoadOutcome {
  const engine = createReferenceEngine({ dialect });
  return engine.load({
    description: inWordsOf(dialect, description),
    memory,
    wire: fromHex(wire),
    versionId,
    resave: false,
    trace: true,
  });
}

/** The outcome of a load, short: `ok 4 0` or `rejected -22 4 -22`, or the message of an error. */
export function verdict(...request: Parameters<typeof loaded>): string {
  const outcome = loaded(...request);
  switch (outcome.status) {
    case 'ok':
      return `ok ${outcome.consumed} ${outcome.streamError}`;
    case 'rejected':
      return `rejected ${outcome.code} ${outcome.left?.consumed} ${outcome.left?.streamError}`;
    case 'error':
      return outcome.message;
    default:
      return outcome.status;
  }
}

/** Where a pointer leads: `block+offset`, `NULL` or `corrupt`. */
export function target(memory: Memory, from: readonly [block: number, offset: number]): string {
  const at = readPointer(memory, addressOf(memory, from));
  if (at === null) return 'NULL';
  const block = memory.blocks.findIndex((b) => at !== undefined && at >= b.start && at <= b.start + b.size);
  return at === undefined ? 'corrupt' : `${block}+${at - (memory.blocks[block]?.start ?? 0)}`;
}
