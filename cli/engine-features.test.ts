import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A program that says hello with these features and saves no byte. */
async function engineWith(features: readonly string[]): Promise<string> {
  const path = join(folder, `${features.length}-${features[0] ?? 'none'}.cjs`.replaceAll(':', '-'));
  await writeFile(
    path,
    `
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'shy', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null, features: ${JSON.stringify(features)},
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op, memory } = JSON.parse(line);
  const empty = { status: 'ok', wire: '', memory };
  console.log(JSON.stringify({ id, ...(op === 'hello' ? hello : op === 'load' ? { status: 'unsupported', feature: op } : empty) }));
  if (op === 'bye') process.exit(0);
});
`,
  );
  return `'${process.execPath}' '${path}'`;
}

async function withFeatures(
  name: string,
  features: readonly string[],
  more: readonly string[] = [],
): Promise<CommandRun> {
  return command([name, '--engine-cmd', await engineWith(features), ...more]);
}

const warning = 'vmstate-conformance: warning: shy lists features that this suite does not know and never requests: ';

test('check warns about unknown features, in one line', async () => {
  const { err } = await withFeatures('check', ['bool', 'VMS_SINGLE', 'info:uint8', 'VMS_ARAY'], ['--runs', '1']);
  expect(err.split('\n')[0]).toBe(`${warning}"bool" (do you mean "info:bool"?), "VMS_ARAY" (do you mean "VMS_ARRAY"?)`);
});

test('check says nothing of features that it knows', async () => {
  expect(
    (await withFeatures('check', ['VMS_SINGLE', 'info:uint8', 'op:vmdesc', 'part:hooks', 'info:fd'], ['--runs', '1']))
      .err,
  ).not.toContain('warning');
});

test('check refuses an engine for which nothing can be generated', async () => {
  const { exit, out, err } = await withFeatures('check', ['VMS_SINGLE', 'bool', 'info:buffer']);
  expect([exit, out]).toEqual([2, '']);
  expect(err.split('\n')).toEqual([
    expect.stringContaining('"bool" (do you mean "info:bool"?)'),
    'vmstate-conformance: with the features of shy no case can be generated: the minimum is VMS_SINGLE and one of info:bool, info:int8, info:uint8, ' +
      'info:int16, info:uint16, info:int32, info:uint32, info:int64, info:uint64, info:cpudouble',
    '',
  ]);
});

test('compare refuses two engines that have too little in common', async () => {
  const { exit, err } = await command([
    'compare',
    '--engine',
    'reference',
    '--engine-cmd',
    await engineWith(['VMS_SINGLE']),
  ]);
  expect(exit).toBe(2);
  expect(err).toContain(
    'with the features of both reference and shy 1 no case can be generated: the minimum is VMS_SINGLE and one of info:bool,',
  );
});

test('smoke prints the warning and still succeeds', async () => {
  const { exit, out } = await withFeatures('smoke', ['VMS_ARAY']);
  expect(exit).toBe(0);
  expect(out).toContain(
    'warning: features lists "VMS_ARAY" (do you mean "VMS_ARRAY"?), which this suite does not know and never requests\n',
  );
});

test('smoke fails a name that lacks only its prefix', async () => {
  const { exit, out } = await withFeatures('smoke', ['hooks']);
  expect(exit).toBe(1);
  expect(out).toContain('features lists "hooks": that is "part:hooks" in this protocol\n');
});
