import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { context } from '../report/fixtures/hostile.ts';
import { broken, conforming, resultWith } from '../report/fixtures/result.ts';
import { resultJson } from '../report/json/result-json.ts';
import { sampleStreamText } from '../report/stream/testing/sample-stream.ts';
import { command } from './fixtures.ts';

let folder = '';
let good = '';
let bad = '';
let stream = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stored-'));
  const runs = join(folder, 'runs');
  await mkdir(runs);
  [good, bad, stream] = [join(runs, '1.json'), join(runs, '2.json'), join(runs, '3.ndjson')];
  await writeFile(good, resultJson(resultWith([conforming]), context));
  await writeFile(bad, resultJson(resultWith([broken]), context));
  await writeFile(stream, await sampleStreamText());
  await mkdir(join(folder, 'campaign'));
  await writeFile(join(folder, 'campaign', 'stream.ndjson'), await sampleStreamText());
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('a stored result is shown', async () => {
  const { exit, out, err } = await command(['report', bad]);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/^sample 2 does not conform to qemu-11\.1[^]*save\/bytes +VMS-WIRE-1/);
  expect((await command(['report', stream])).out).toMatch(
    /^bool-loaded-inverted 1 does not conform to qemu-11.1: \d+ findings? \(120 cases/,
  );
  expect((await command(['report', join(folder, 'campaign')])).out).toContain('120 cases');
});

test('results side by side are one page, written into a file', async () => {
  const file = join(folder, 'page.html');
  const { exit, err } = await command(['report', good, stream, '--format', 'html', '--out', file]);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const page = await readFile(file, 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('"1 of 2 engines conform."');
  const refused = await command(['report', good, '--format', 'html']);
  expect(refused).toMatchObject({ exit: 2, err: 'vmstate-conformance: --format html: give --out FILE as well\n' });
});

test('--compare says what is worse, also by its exit code', async () => {
  const worse = await command(['report', '--compare', good, bad]);
  expect(worse).toMatchObject({ exit: 1, err: '' });
  expect(worse.out).toMatch(/^Worse: /);
  const better = await command(['report', '--compare', bad, good, '--format', 'markdown']);
  expect(better).toMatchObject({ exit: 0, err: '' });
  expect(better.out).toMatch(/^### Not worse: /);
});

test('--history has a row for each result in a folder', async () => {
  const { exit, out } = await command(['report', '--history', join(folder, 'runs')]);
  expect(exit).toBe(0);
  expect(out).toMatch(/^3 runs; [^]*1\.json [^]*2\.json [^]*3\.ndjson /);
});

test('a badge is SVG', async () => {
  const { exit, out } = await command(['report', good, '--format', 'badge']);
  expect(exit).toBe(0);
  expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^]*conforms, 100 cases[^]*<\/svg>\n$/);
});

test('the formats of a CI are made of streams, several engines in one file', async () => {
  const xml = await command(['report', stream, bad, '--format', 'junit']);
  expect(xml).toMatchObject({ exit: 0, err: '' });
  expect(xml.out.match(/<testsuite /g)?.length).toBe(2);
  expect(JSON.parse((await command(['report', stream, '--format', 'sarif'])).out)).toMatchObject({ version: '2.1.0' });
  expect((await command(['report', stream, '--format', 'github'])).out).toMatch(/^::error title=load\//);
  const json = join(folder, 'of-stream.json');
  expect((await command(['report', stream, '--format', 'json', '--out', json])).exit).toBe(0);
  expect((await command(['report', json])).out).toBe((await command(['report', stream])).out);
});

test.each([
  [[], 'give a result'],
  [['--compare', 'a', 'b', '--format', 'junit'], '--format junit: give results, without --compare'],
  [['a', '--format', 'pdf'], 'Allowed choices are'],
  [['nowhere.json'], 'cannot be read (ENOENT)'],
  [['--compare', 'package.json'], 'package.json is neither a JSON report nor a result stream: '],
  [['--history', 'nowhere'], 'cannot be read'],
  [['--history', '.', 'x.json'], 'give a folder alone'],
])('%j is refused in one line', async (words, problem) => {
  const { exit, err, out } = await command(['report', ...words]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(/^vmstate-conformance: [^\n]*\n$/);
  expect(err).toContain(problem);
});

test('a damaged line of a stream is named', async () => {
  const file = join(folder, 'damaged.ndjson');
  await writeFile(file, `${(await readFile(stream, 'utf8')).split('\n', 1).join('\n')}\n{"kind":"mood"}\n`);
  const { exit, err } = await command(['report', file]);
  expect(exit).toBe(2);
  expect(err).toMatch(/damaged\.ndjson, line 2 is not of a result stream: [^\n]*\n$/);
});

test('a stream that lost a chunk, and a campaign that is not finished, are no results', async () => {
  const file = join(folder, 'lost.ndjson');
  const lines = (await readFile(stream, 'utf8')).split('\n').filter((line) => !line.startsWith('{"kind":"chunk"'));
  await writeFile(file, lines.join('\n'));
  expect(await command(['report', file])).toMatchObject({
    exit: 2,
    err: expect.stringMatching(
      /lost\.ndjson is not whole: it ends with \d+ cases, and its chunks have 0\n$/,
    ) as unknown,
  });
  const begun = join(folder, 'begun');
  await command(['fuzz', '--no-corpus', '--jobs', '1', '--runs', '10', '--out', begun]);
  await rm(join(begun, 'stream.ndjson'));
  expect(await command(['report', begun])).toMatchObject({
    exit: 2,
    err: expect.stringContaining('begun is not finished and has no stream yet') as unknown,
  });
});

test('--compare takes two results, a badge one', async () => {
  expect((await command(['report', '--compare', good])).err).toContain('give two results');
  expect((await command(['report', good, bad, '--format', 'badge'])).err).toContain('give one result');
});
