import { describe, expect, it } from 'vitest';
import type { JsonMessage, Behaviour } from './finding.ts';
import { excludes, matches } from './match.ts';

const saved: JsonMessage = {
  status: 'ok',
  wire: '07',
  vmdesc: '{"name": "a b", "fields": [{"name": "p", "size": 1}], "name": "c"}',
};
const loaded: JsonMessage = {
  status: 'ok',
  consumed: 1,
  memory: {
    blocks: [
      { bytes: '07', pointers: [[0]] },
      { bytes: '08', pointers: [] },
    ],
  },
};

describe('matches', () => {
  it.each<[string, Behaviour, Behaviour, boolean]>([
    ['a member', { wire: '07' }, saved, true],
    ['another value', { wire: '08' }, saved, false],
    ['a member that is not there', { consumed: 1 }, saved, false],
    ['the absence of one', { code: null }, saved, true],
    ['the absence of one that is there', { wire: null }, saved, false],
    ['part of a block', { memory: { blocks: [{ bytes: '07' }, {}] } }, loaded, true],
    ['the wrong number of blocks', { memory: { blocks: [{ bytes: '07' }] } }, loaded, false],
    ['part of what a vmdesc says', { vmdesc: { name: 'c', fields: [{ size: 1, index: null }] } }, saved, true],
    ['something else than it says', { vmdesc: { fields: [{ size: 2 }] } }, saved, false],
    ['its text, but for blanks', { vmdesc: '{"name":"a b","fields":[{"name":"p","size":1}],"name":"c"}' }, saved, true],
    [
      'blanks inside of a string',
      { vmdesc: '{"name":"ab","fields":[{"name":"p","size":1}],"name":"c"}' },
      saved,
      false,
    ],
    ['text without the member given twice', { vmdesc: '{"fields":[{"name":"p","size":1}],"name":"c"}' }, saved, false],
    ['a crash', 'crashed', 'crashed', true],
    ['no crash', 'crashed', saved, false],
    ['a crash instead', { status: 'ok' }, 'crashed', false],
  ])('%s', (_, part, response, expected) => {
    expect(matches(part, response)).toBe(expected);
  });
});

describe('excludes', () => {
  it.each<[string, JsonMessage, Behaviour, boolean]>([
    ['a crash', { status: 'ok' }, 'crashed', true],
    ['another status', { status: 'rejected' }, { status: 'ok' }, true],
    ['more of the same', { status: 'ok' }, { status: 'ok', wire: '07' }, false],
    ['members that the other does not name', { status: 'ok', wire: '07' }, { status: 'ok' }, false],
    ['another number of items', { list: [1, 2] }, { list: [1] }, true],
    ['another item', { list: [{ size: 1 }] }, { list: [{ size: 2 }] }, true],
    ['a member that must be absent', { list: [{ index: 2 }] }, { list: [{ index: null }] }, true],
    ['what text says', { vmdesc: { name: 'd' } }, { vmdesc: '{"name":"c"}' }, true],
    ['the same as text says', { vmdesc: { name: 'c' } }, { vmdesc: '{"name":"c"}' }, false],
  ])('%s', (_, expected, observed, answer) => {
    expect(excludes(expected, observed)).toBe(answer);
  });
});
