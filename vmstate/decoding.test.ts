import { expect, it } from 'vitest';
import { decodeArray, decodeIndex, decodeObject, decodeRequired, type Decode } from './decode-json.ts';
import { beginDecoding, decoded, parseJson } from './decoding.ts';
import { issuesText, pathText } from './issue.ts';

const decodeNode: Decode<{ readonly inner: unknown[] }> = (decoding, json) => {
  const from = decodeObject(decoding, json, ['inner']);
  return { inner: decodeRequired(decoding, from, 'inner', (at, inner) => decodeArray(at, inner, decodeNode)) };
};

it('reports every issue with its path, in the order of the document', () => {
  const decoding = beginDecoding();
  const json = { inner: [{ inner: 5 }, [], { inner: [], also: 1 }, {}] };
  const read = decoded(decoding, decodeNode(decoding, json));
  expect(read).toEqual({
    ok: false,
    issues: [
      { kind: 'type', path: ['inner', 0, 'inner'], message: 'must be an array, not 5' },
      { kind: 'type', path: ['inner', 1], message: 'must be an object, not an array of 0' },
      { kind: 'unknown', path: ['inner', 2, 'also'], message: 'is none of the properties inner' },
      { kind: 'missing', path: ['inner', 3, 'inner'], message: 'is missing' },
    ],
  });
  expect(read.ok ? '' : issuesText(read.issues, 'file')).toBe(
    'file.inner[0].inner: must be an array, not 5 (and 3 more)',
  );
});

it('gives up on what is nested too deeply, and on a long list of issues', () => {
  let json: object = { inner: [] };
  for (let depth = 0; depth < 20_000; depth++) json = { inner: [json] };
  const deep = beginDecoding();
  decodeNode(deep, json);
  expect(deep.issues.map(({ message }) => message)).toEqual(['is nested too deeply']);
  const long = beginDecoding();
  decodeArray(long, new Array(1000).fill('x'), decodeIndex);
  expect(long.issues).toHaveLength(20);
});

it('shows a path and a value in one line of plain text, whatever they hold', () => {
  expect(pathText('root', ['values', 'dev/sub', 2, 'a\nb\u001b'])).toBe('root.values.dev/sub[2]["a\\nb\\u001b"]');
  const decoding = beginDecoding();
  decodeIndex(decoding, `\u001b[1m${'x'.repeat(1000)}`);
  expect(decoding.issues[0]?.message).toMatch(/^must be an integer from 0 on, not "\\u001b\[1mx+\.\.\.$/);
  const json = parseJson('{"a":\n\n  b}');
  expect(json.ok ? '' : issuesText(json.issues, 'file')).toMatch(/^file: must be JSON: [^\n]+$/);
});
