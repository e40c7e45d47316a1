// @ts-check
/**
 * The smallest engine that sees values: unsigned integers in the outermost
 * struct, nothing else. Its first argument names the one mistake it makes.
 */
import { createInterface } from 'node:readline';
import { say } from './say.mjs';

const mistake = process.argv[2] ?? 'none';

/**
 * @typedef {{ name: string, version: number, element: { kind: string, type: string } }} Member
 * @typedef {{ id: number, op: string, shape?: { version: number, members: Member[] }, values?: (number | string)[], before?: (number | string)[],
 *   wire?: string, version_id?: number, resave?: boolean }} Request
 */

/** @type {Record<string, number>} */
const widths = { bool: 1, uint8: 1, uint32: 4, uint64: 8 };
const types =
  mistake === 'beginner'
    ? ['uint32']
    : Object.keys(widths).filter((type) => type !== 'bool' || mistake === 'booleans' || mistake === 'typed');
const features = [
  'VMS_SINGLE',
  ...types.map((type) => `info:${type}`),
  ...(mistake === 'measure' ? ['op:measure'] : []),
];

/** @param {Member[]} members @param {number} version @param {(number | string)[]} values */
function save(members, version, values) {
  const wires = members.map(({ version: since, element: { type } }, i) => {
    const value = BigInt(values[i] ?? 0);
    return since > version ? '' : value.toString(16).padStart(2 * (widths[type] ?? 0), '0');
  });
  return wires.join('');
}

/** Typed as a number, whatever it is. @param {bigint} value @returns {number} */
function truthOf(value) {
  /** @type {unknown} */
  const answer = mistake === 'booleans' ? value !== 0n : value === 0n ? 0 : 1;
  return /** @type {number} */ (answer);
}

/** @param {Request} request @param {Member[]} members @param {number} newest */
function load({ id, before = [], wire = '', version_id: version = 0, resave }, members, newest) {
  if (version > newest)
    return { id, status: 'rejected', code: -22, message: 'too new', consumed: 0, stream_error: 0, values: before };
  const values = mistake === 'forgets' ? before.map(() => 0) : [...before];
  let consumed = 0;
  members.forEach(({ version: since, element: { type } }, i) => {
    if (since > version) return;
    const width = widths[type] ?? 0;
    const value = BigInt(`0x${wire.slice(2 * consumed, 2 * (consumed + width))}`);
    values[i] = width === 8 && mistake !== 'lossy' ? String(value) : type === 'bool' ? truthOf(value) : Number(value);
    consumed += width;
  });
  if (mistake === 'short') values.pop();
  const told = mistake === 'memory' ? { memory: { blocks: [] } } : { values };
  return {
    id,
    status: 'ok',
    consumed,
    stream_error: 0,
    ...told,
    ...(resave === true ? { resaved: save(members, newest, values) } : {}),
  };
}

/** @param {Request} request @returns {Record<string, unknown>} */
function answer(request) {
  const { id, op, shape, values = [] } = request;
  if (op === 'hello') {
    const engine = { name: 'valuable', version: '1', language: 'JavaScript' };
    const abi = mistake === 'abi' ? { pointer_size: 8, byte_order: 'little' } : null;
    return { id, status: 'ok', protocol: 1, engine, dialect: 'qemu-11.1', view: 'values', abi, features };
  }
  if (op === 'bye') return { id, status: 'ok' };
  if (op !== 'save' && op !== 'load') return { id, status: 'error', message: `no op ${op}` };
  if (shape === undefined || mistake === 'deaf') return { id, status: 'error', message: 'no shape' };
  const unknown = shape.members.find(({ element: { kind } }) => kind !== 'scalar');
  if (unknown !== undefined) return { id, status: 'unsupported', feature: `element:${unknown.element.kind}` };
  if (op === 'load') return load(request, shape.members, shape.version);
  return { id, status: 'ok', wire: save(shape.members, shape.version, values) };
}

/** @type {(line: string) => Request} */
const read = JSON.parse;

/** What is no request becomes one for nothing. @param {string} line @returns {Request} */
function parse(line) {
  try {
    return read(line);
  } catch {
    return { id: 0, op: 'garbage' };
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const request = parse(line);
  say(answer(request));
  if (request.op === 'bye') process.exit(0);
});
