// @ts-check
/**
 * A program that speaks the protocol and misbehaves in the way that its first
 * argument names. It knows nothing of QEMU: a save writes the root block, a
 * load returns the memory as it came.
 */
import { createInterface } from 'node:readline';
import { deeds, starts } from './misdeeds.mjs';
import { say } from './say.mjs';

const behaviour = process.argv[2] ?? 'well';

/**
 * @typedef {{ id: number, op: string, description?: { name: string }, memory?: { blocks: { bytes: string }[] },
 *   wire?: string, measure?: boolean, return_memory?: boolean, resave?: boolean }} Request
 */

/** @param {Request} request @returns {Record<string, unknown>} */
function answer({ id, op, memory, wire, measure, return_memory: returnMemory, resave }) {
  const root = memory?.blocks[0]?.bytes ?? '';
  switch (op) {
    case 'hello':
      return {
        id,
        status: 'ok',
        protocol: 1,
        engine: { name: 'faux', version: '1', language: 'JavaScript' },
        dialect: 'qemu-11.1',
        view: 'memory',
        abi: { pointer_size: 8, byte_order: 'little' },
        features: ['VMS_SINGLE', 'info:uint32'],
      };
    case 'save':
      return {
        id,
        status: 'ok',
        wire: root,
        ...(measure === true ? { measured: [[1, root.length / 2]] } : {}),
        ...(returnMemory === true ? { memory } : {}),
      };
    case 'load':
      return {
        id,
        status: 'ok',
        consumed: (wire ?? '').length / 2,
        stream_error: 0,
        memory,
        ...(resave === true ? { resaved: wire } : {}),
      };
    default:
      return { id, status: 'ok' };
  }
}

/** @type {(line: string) => Request} */
const parse = JSON.parse;

/** @param {string} line */
function serve(line) {
  const request = parse(line);
  const response = answer(request);
  const { name } = request.description ?? {};
  if (name === 'die') process.exit(1);
  const deed = name === 'bad' ? deeds[behaviour] : undefined;
  if (deed === undefined) say(response);
  else deed(response);
  if (request.op === 'bye') process.exit(0);
}

/** What came together, to be answered in reverse order. @type {string[]} */
const batch = [];

starts[behaviour]?.();
createInterface({ input: process.stdin }).on('line', (line) => {
  if (behaviour !== 'reverse') {
    serve(line);
    return;
  }
  if (batch.push(line) > 1) return;
  setTimeout(() => {
    for (const waiting of batch.splice(0).reverse()) serve(waiting);
  }, 20);
});
