// @ts-check
/**
 * The smallest engine that a smoke test can be made with: integers of any
 * length, plain or behind a pointer. Its first argument names the one
 * mistake it makes, its second the ABI: 64le, 32be, or any.
 */
import { createInterface } from 'node:readline';
import { say, shout } from './say.mjs';

const [, , mistake = 'none', abiName = '64le'] = process.argv;
const abi = abiName === '32be' ? { pointer_size: 4, byte_order: 'big' } : { pointer_size: 8, byte_order: 'little' };

/**
 * @typedef {{ bytes: string, pointers: number[][] }} Block
 * @typedef {{ offset?: number, size?: number, flags?: string[], info?: string }} Field
 * @typedef {{ id: number, op: string, description?: { version_id: number, fields: Field[] }, wire?: string, version_id?: number,
 *   memory?: { abi?: object, blocks: Block[] }, measure?: boolean, return_memory?: boolean, resave?: boolean }} Request
 */

const all = ['op:measure', 'VMS_SINGLE', 'VMS_POINTER', 'info:uint8', mistake === 'prefix' ? 'uint32' : 'info:uint32'];
/** `only-uint64`: nothing but that. */
const types = ['typed', 'raw-bool', 'swapped-wide'].includes(mistake) ? ['info:bool', 'info:uint64'] : [];
const more = mistake.endsWith('-edges') ? [...types, 'op:coverage'] : types;

/** As many edges as saves; of those that were told, none is told again. @type {number[]} */
let edges = [];
let saves = 0;
const features = mistake.startsWith('only-')
  ? ['VMS_SINGLE', `info:${mistake.slice('only-'.length)}`]
  : [...all, ...more];

/** Wire and host order are each other's reverse on a little-endian host. @param {string} hex */
function swapped(hex) {
  if (abi.byte_order === 'big' || mistake === 'byte-order') return hex;
  return (hex.match(/../g) ?? []).reverse().join('');
}

/** Where a field's value lies. @param {Block[]} blocks @param {Field} field @returns {[number, number]} */
function placeOf(blocks, { offset = 0, flags = [] }) {
  if (!flags.includes('VMS_POINTER')) return [0, offset];
  const [, block = 0, inner = 0] = blocks[0]?.pointers.find(([at]) => at === offset) ?? [];
  return [block, inner];
}

/** @param {Request} request */
function save({ description, memory }) {
  const blocks = memory?.blocks ?? [];
  const wires = (description?.fields ?? []).map((field) => {
    const [block, at] = placeOf(blocks, field);
    return swapped(blocks[block]?.bytes.slice(2 * at, 2 * (at + (field.size ?? 0))) ?? '');
  });
  return wires.join('');
}

/** @param {Request} request */
function load(request) {
  const { id, description, memory, wire = '', resave, version_id: version = 0 } = request;
  if (version > (description?.version_id ?? 0)) {
    return {
      id,
      status: 'rejected',
      code: mistake === 'positive' ? 22 : -22,
      message: 'too new',
      consumed: 0,
      stream_error: 0,
      memory,
    };
  }
  let consumed = 0;
  for (const { offset = 0, size = 0, info } of description?.fields ?? []) {
    const root = memory?.blocks[0] ?? { bytes: '' };
    const taken = wire.slice(2 * consumed, 2 * (consumed + size));
    const bytes = size === 8 && mistake === 'swapped-wide' ? taken : swapped(taken);
    const value = info !== 'bool' || mistake === 'raw-bool' ? bytes : bytes === '00' ? '00' : '01';
    root.bytes = root.bytes.slice(0, 2 * offset) + value + root.bytes.slice(2 * (offset + size));
    consumed += size;
  }
  if (mistake === 'greedy') consumed = wire.length / 2;
  const answer = { id, status: 'ok', consumed, stream_error: 0, memory: mistake === 'no-memory' ? undefined : memory };
  return { ...answer, ...(resave === true ? { resaved: save(request) } : {}) };
}

/** @param {Request} request @returns {Record<string, unknown>} */
function answer(request) {
  const { id, op, description, memory, measure, return_memory: returnMemory } = request;
  if (op === 'hello') {
    const engine = { name: 'apprentice', version: '1', language: 'JavaScript' };
    const own = abiName === 'any' ? null : abi;
    return {
      id,
      status: 'ok',
      protocol: 1,
      engine,
      dialect: 'qemu-11.1',
      view: mistake === 'view' ? 'pictures' : 'memory',
      abi: own,
      features,
    };
  }
  if (op === 'bye') return { id, status: 'ok' };
  if (op === 'coverage') {
    const told = edges;
    if (mistake !== 'repeated-edges') edges = [];
    return { id, status: 'ok', edges: mistake === 'named-edges' ? told.map(String) : told };
  }
  if (!['save', 'load', 'measure'].includes(op)) return { id, status: 'error', message: `no op ${op}` };
  if (description === undefined || memory === undefined || mistake === 'deaf') {
    if (mistake === 'fragile') throw new Error('no description');
    return { id, status: 'error', message: 'no description' };
  }
  if (abiName === 'any' && memory.abi === undefined) return { id, status: 'error', message: 'no abi' };
  const unknown = description.fields.flatMap(({ flags = [] }) => flags).find((flag) => !features.includes(flag));
  if (unknown !== undefined) return { id, status: 'unsupported', feature: unknown };
  if (op === 'load') return load(request);
  const measured = description.fields.map(({ size = 0 }) => [1, size]);
  if (op === 'measure') return { id, status: 'ok', measured };
  edges.push(saves++);
  const [first] = memory.blocks;
  if (mistake === 'slots' && first !== undefined) first.pointers.pop();
  return {
    id,
    status: 'ok',
    wire: save(request),
    ...(measure === true ? { measured } : {}),
    ...(returnMemory === true ? { memory } : {}),
  };
}

/** @type {(line: string) => Request} */
const read = JSON.parse;

/** What is no request becomes one for nothing. @param {string} line @returns {Request} */
function parse(line) {
  try {
    return read(line);
  } catch (error) {
    if (mistake === 'brittle') throw error;
    return { id: 0, op: 'garbage' };
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const request = parse(line);
  const response = answer(request);
  if (mistake === 'chatty' && request.op === 'save') shout('saving\n');
  if (mistake === 'text-id') say({ ...response, id: request.op === 'hello' ? 1 : String(request.id) });
  else say(response);
  if (mistake === 'twice' && request.op === 'load') say(response);
  if (request.op === 'bye' && mistake !== 'stays') process.exit(mistake === 'exit-code' ? 1 : 0);
});
if (mistake === 'stays') setInterval(() => undefined, 1000);
