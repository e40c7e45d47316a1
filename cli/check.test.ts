import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A program that supports a little and saves everything as the byte 42; the shortest engine there is. */
const liar = `
const { createInterface } = require('node:readline');
const features = ['VMS_SINGLE', 'VMS_ARRAY', 'info:uint8', 'info:uint32'];
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  const hello = {
    protocol: 1, engine: { name: 'liar', version: '1', language: 'JavaScript' }, dialect: 'qemu-10.2',
    view: 'memory', abi: { pointer_size: 8, byte_order: 'little' }, features,
  };
  const answer = { hello: { status: 'ok', ...hello }, save: { status: 'ok', wire: '2a' }, bye: { status: 'ok' } };
  console.log(JSON.stringify({ id, ...(answer[op] ?? { status: 'unsupported', feature: 'op:' + op }) }));
});
`;

async function engineCommand(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, script);
  return `'${process.execPath}' '${path}'`;
}

describe('check', () => {
  it('judges the reference engine by default', async () => {
    const { exit, out, err } = await command(['check', '--runs', '50', '--seed', '-7']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^reference 1 \(TypeScript\), judged by qemu-11.1 at level must, seed -7\n/);
    expect(out).toContain('generated 50 cases');
    expect(out).toMatch(
      /reference 1 conforms to qemu-11.1 at level must: \d+ laws(?: \(\d+ more judged no case\))?, 50 cases in .*\.\n$/,
    );
  });

  it('takes a random seed and prints it', async () => {
    const { out } = await command(['check', '--runs', '1']);
    expect(out).toMatch(/, seed -?\d+\n/);
  });

  it('judges by the selected laws', async () => {
    const { exit, out } = await command([
      'check',
      '--runs',
      '20',
      '--law',
      'load/*',
      '--law',
      'save/bytes',
      '--dialect',
      'qemu-10.2',
    ]);
    expect(exit).toBe(0);
    expect(out).toContain('judged by qemu-10.2');
    expect(out.match(/^(load\/|save\/|equivalence)/gm)?.filter((each) => each !== 'load/')).toEqual(['save/']);
  });

  it('replays one run', async () => {
    const { exit, out } = await command(['check', '--seed', '3', '--run', '8', '--law', 'save/bytes']);
    expect(exit).toBe(0);
    expect(out).toContain('generated 1 case,');
  });

  it('prints a failure report, whose replay line and saved case reproduce the failure', async () => {
    const engine = await engineCommand('liar.cjs', liar);
    const file = join(folder, 'case.json');
    const flags = ['check', '--engine-cmd', engine, '--law', 'save/bytes'];
    const first = await command([...flags, '--runs', '5', '--seed', '1', '--save-case', file]);
    expect(first.err).toBe('');
    expect(first.exit).toBe(1);
    expect(first.out).toMatch(/^liar 1 \(JavaScript\) on 64le, judged by qemu-10.2 at level must, seed 1\n/);
    expect(first.out).toContain('left out (the engine does not support it)\n');
    const run = /--seed 1 --run (\d+) --law save\/bytes\n/.exec(first.out)?.[1];
    expect((await command([...flags, '--seed', '1', '--run', run ?? ''])).exit).toBe(1);

    const again = await command([...flags, '--case', file]);
    expect(again.exit).toBe(1);
    expect(again.out).toContain(`case ${file}\n`);
    expect(again.out).toMatch(new RegExp(`--dialect qemu-10.2 --case ${file} --law save/bytes\n`));

    const other = await command([...flags, '--case', file, '--dialect', 'qemu-11.1']);
    expect(other.err).toBe(
      `vmstate-conformance: --dialect: ${file} is a case of qemu-10.2, not of qemu-11.1; omit --dialect\n`,
    );
    expect(other.exit).toBe(2);
    expect((await command(['check', '--case', file])).exit).toBe(0);
  });

  it('does not call it conformance when nothing could be judged', async () => {
    const engine = await engineCommand('liar.cjs', liar);
    const { exit, err } = await command(['check', '--engine-cmd', engine, '--law', 'load/values', '--runs', '3']);
    expect(err).toMatch(/^vmstate-conformance: nothing was checked: [^\n]*\n$/);
    expect(exit).toBe(2);
  });

  it('refuses a file that is no case', async () => {
    const file = join(folder, 'junk.json');
    await writeFile(file, '{');
    const { exit, err } = await command(['check', '--case', file]);
    expect(err).toMatch(/^vmstate-conformance: --case: \S+ is not a case file: [^\n]*\n$/);
    expect(exit).toBe(2);
  });

  it('says where no case can be saved', async () => {
    const engine = await engineCommand('liar.cjs', liar);
    const path = join(folder, 'no', 'such', 'place');
    const { exit, err } = await command([
      'check',
      '--engine-cmd',
      engine,
      '--runs',
      '3',
      '--law',
      'save/bytes',
      '--save-case',
      path,
    ]);
    expect(err).toBe(`vmstate-conformance: --save-case: ${path} cannot be written (ENOENT)\n`);
    expect(exit).toBe(2);
  });

  it('distinguishes an unusable engine from one that does not conform', async () => {
    const missing = await command(['check', '--engine-cmd', '/nowhere/engine']);
    expect(missing.err).toMatch(/^vmstate-conformance: \/nowhere\/engine is not a usable engine: /);
    expect(missing.exit).toBe(3);
    const silent = await command(['check', '--engine-cmd', await engineCommand('silent.cjs', 'process.exit(1)')]);
    expect(silent.exit).toBe(3);
  });

  it('names the engines there are', async () => {
    const env = { ...process.env, VMSTATE_CONFORMANCE_HOME: folder };
    const unknown = await command(['check', '--engine', 'nope'], { env });
    expect(unknown.err).toContain("there is no engine named 'nope' (there are: reference)");
    expect(unknown.exit).toBe(2);
    const unbuilt = await command(['check', '--engine', 'qemu-10.2'], { env });
    expect(unbuilt.err).toContain('qemu-10.2 is not built yet; run: npx vmstate-conformance qemu build 10.2\n');
    expect(unbuilt.exit).toBe(2);
  });

  it('prints JSON', async () => {
    const { exit, out } = await command(['check', '--runs', '5', '--seed', '2', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ conforms: true, interrupted: false, seed: 2, cases: 5 });
  });

  it('reports what it has when interrupted', async () => {
    const { exit, out } = await command(['check', '--runs', '1000'], { signal: AbortSignal.abort() });
    expect(exit).toBe(130);
    expect(out).toMatch(/Interrupted after 0 of 1000 runs: .*\n$/);
  });
});
