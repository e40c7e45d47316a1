import { expect, test } from 'vitest';
import {
  closeArray,
  closeObject,
  createJsonWriter,
  openArray,
  openObject,
  writeNumber,
  writeText,
} from './json-writer.ts';

test('blanks stand behind commas and colons', () => {
  const writer = createJsonWriter();
  openObject(writer, null);
  writeText(writer, 'a', 'x');
  writeNumber(writer, 'b', -1);
  openArray(writer, 'c');
  openObject(writer, null);
  closeObject(writer);
  openObject(writer, null);
  closeObject(writer);
  closeArray(writer);
  openObject(writer, 'd');
  writeNumber(writer, 'e', 0);
  closeObject(writer);
  closeObject(writer);
  expect(writer.text).toBe('{"a": "x", "b": -1, "c": [{}, {}], "d": {"e": 0}}');
});

test.each([
  ['tab\tquote"back\\', String.raw`"tab\tquote\"back\\"`],
  ['\b\f\n\r', String.raw`"\b\f\n\r"`],
  ['\u0001\u007f', String.raw`"\u0001\u007F"`],
  ['é😀', String.raw`"\u00E9\uD83D\uDE00"`],
  ['\ud800x\ufdd0\uffff', String.raw`"\uFFFDx\uFFFD\uFFFD"`],
])('%j is written in ASCII', (text, expected) => {
  const writer = createJsonWriter();
  openObject(writer, null);
  writeText(writer, 'n', text);
  expect(writer.text).toBe(`{"n": ${expected}`);
});

test('a container that is not the last one opened cannot be closed', () => {
  const writer = createJsonWriter();
  openObject(writer, null);
  openArray(writer, 'a');
  expect(() => {
    closeObject(writer);
  }).toThrow('closes an object that is not open');
  expect(() => {
    closeArray(createJsonWriter());
  }).toThrow('closes an array that is not open');
});
