import { expect, test } from 'vitest';
import { addBlock, createMemory, writePointer, type Memory } from '../../vmstate/host/memory.ts';
import type { LoadRequest, SaveRequest } from '../engine.ts';
import { decodeLoaded, decodeSaved } from './decode-response.ts';
import { isObject, type JsonObject } from './fault.ts';
import { scanLoaded, scanSaved } from './scan-response.ts';
import type { Scan } from './scan.ts';

const description = { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] };

/** Two blocks; the slots of the first are out of order. */
function example(): Memory {
  const memory = createMemory(64);
  addBlock(memory, 16);
  addBlock(memory, 2);
  memory.slots.push(8, 0);
  writePointer(memory, 0, memory.blocks[1]?.start ?? 0);
  return memory;
}

const save: SaveRequest = { description, memory: example(), measure: true, returnMemory: true };
const load: LoadRequest = { description, memory: example(), wire: new Uint8Array(), versionId: 1, resave: true };

const zeros = '0'.repeat(32);
const same = `{"bytes":"${zeros}","pointers":[[0,1,0],[8]]},{"bytes":"0a0b","pointers":[]}`;
const grown = `{"bytes":"${zeros}","pointers":[[0,2,1],[8,0,16]]},{"bytes":"ffff","pointers":[]},{"bytes":"${zeros}","pointers":[[8,1,2]]}`;
const saved = `"status":"ok","wire":"00ff","measured":[[1,4],[-1,0]],"memory":{"blocks":[${same}]}}`;
const loaded = `"status":"ok","consumed":12,"stream_error":-5,"memory":{"blocks":[${grown}]},"resaved":""}`;

/** Behind other text, as in a chunk of many lines. */
function scanOf(text: string): Scan {
  const bytes = Buffer.from(`...${text}"more`);
  return { bytes, at: 3, end: 3 + Buffer.byteLength(text) };
}

function parsed(text: string): JsonObject {
  const value: unknown = JSON.parse(`{${text}`);
  if (!isObject(value)) throw new Error('no object');
  return value;
}

/** Arenas may differ in the room that they keep. */
function content(outcome: unknown): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => {
      if (key === 'view') return undefined;
      return value instanceof Uint8Array
        ? Buffer.from(value)
            .toString('hex')
            .replace(/(?:00)+$/, '')
        : value;
    }),
  );
}

test('the usual answers mean the same, read either way', () => {
  expect(scanSaved(scanOf(saved), save)).not.toBeNull();
  expect(content(scanSaved(scanOf(saved), save))).toEqual(content(decodeSaved(parsed(saved), save)));
  expect(scanLoaded(scanOf(loaded), load)).not.toBeNull();
  for (const error of ['-5', '0', '5']) {
    const text = loaded.replace('-5', error);
    expect(content(scanLoaded(scanOf(text), load))).toEqual(content(decodeLoaded(parsed(text), load)));
  }
});

test('an answer cut short anywhere is not taken', () => {
  for (let length = 0; length < saved.length; length += 1)
    expect(scanSaved(scanOf(saved.slice(0, length)), save)).toBeNull();
  for (let length = 0; length < loaded.length; length += 1)
    expect(scanLoaded(scanOf(loaded.slice(0, length)), load)).toBeNull();
});

test.each([
  ['12', ' 12'],
  ['12', '012'],
  ['12', '1e1'],
  ['12', '-12'],
  ['12', '1234567890123456'],
  ['-5', '-0'],
  ['ffff', 'FFFF'],
  ['ffff', 'fff'],
  ['ffff', 'fff\\u0066'],
  ['"ffff"', '"ffffff"'],
  ['[0,2,1],[8,0,16]', '[8,0,16],[0,2,1]'],
  ['[0,2,1],', ''],
  ['[0,2,1],', '[0,2,1]'],
  ['[0,2,1]', '[0,-1,0]'],
  ['[0,2,1]', '[0,3,0]'],
  ['[0,2,1]', '[0,2,17]'],
  ['[8,1,2]', '[9,1,2]'],
  [',"resaved":""', ''],
  [',"resaved":""', ',"resaved":"","more":1'],
  ['"status":"ok"', '"status":"rejected"'],
])('with %j as %j it is left to the general way', (from, to) => {
  expect(loaded).toContain(from);
  expect(scanLoaded(scanOf(loaded.replace(from, to)), load)).toBeNull();
});
