import { expect, test } from 'vitest';
import { createLineSplitter } from './lines.ts';
import { createTexts } from '../protocol/members.ts';
import { quote } from '../protocol/quote.ts';
import { createTail, lastLines } from './tail.ts';
import { createWaiting } from './waiting.ts';
import { createPending } from './pending.ts';

test.each([1, 2, 3, 7, 100])('lines come out whole from chunks of %i bytes', (size) => {
  const text = 'one\n\nzwölf\nthree and more\nrest';
  const lines: string[] = [];
  const splitter = createLineSplitter(
    100,
    (bytes, start, end) => lines.push(bytes.toString('utf8', start, end)),
    () => lines.push('overflow'),
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  expect(lines).toEqual(['one', '', 'zwölf', 'three and more']);
  expect(splitter.unfinished()).toBe(4);
});

test.each(['123456', '123456\n', '12345\n12345'])('a line that is too long ends the reading (%j)', (end) => {
  const lines: string[] = [];
  const splitter = createLineSplitter(
    5,
    (bytes, start, end) => lines.push(bytes.toString('utf8', start, end)),
    () => lines.push('overflow'),
  );
  for (const chunk of ['ok\n1', '2345\n', end, '6\nmore\n', end]) splitter.push(Buffer.from(chunk));
  expect(lines.at(-1)).toBe('overflow');
  expect(lines.filter((line) => line === 'overflow')).toHaveLength(1);
});

test('the tail keeps whole last lines', () => {
  const tail = createTail(20);
  tail.push(Buffer.from('short\n'));
  expect(tail.text()).toBe('short\n');
  tail.push(Buffer.from('a line that is rather long\nlast one\n'));
  expect(tail.text()).toBe('last one\n');
  expect(lastLines('a\nb\nc\n', 2)).toBe('b\nc');
});

test.each(['', 'plain', 'with "quotes" and \\', 'tab\tnewline\n\u007f', 'ünï😀', '\ud800'])(
  '%j goes out in ASCII and comes back',
  (text) => {
    const json = quote(text);
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json)).toBe(text);
  },
);

test('suspects go before the others, and the order is kept through thousands', () => {
  const waiting = createWaiting();
  const pending = (id: number): ReturnType<typeof createPending> =>
    createPending({
      id,
      body: [],
      reader: { scan: () => null, decode: () => 0 },
      stderr: () => '',
      tell: () => undefined,
    });
  for (let id = 0; id < 10_000; id += 1) waiting.push(pending(id));
  for (let id = 0; id < 5000; id += 1) expect(waiting.shift()?.id).toBe(id);
  waiting.unshift([pending(-2), pending(-1)]);
  expect([waiting.shift()?.id, waiting.shift()?.id, waiting.shift()?.id]).toEqual([-2, -1, 5000]);
});

test.each([0, 9, 10, 4095, 4096, -1, -9999, 2 ** 31, Number.MAX_SAFE_INTEGER])('the text of the number %i', (value) => {
  const texts = createTexts('<', '>');
  expect([texts(value), texts(value)]).toEqual([`<${value}>`, `<${value}>`]);
});
