import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { sampleFile } from '../devices/testing/sample.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import { command } from './fixtures.ts';
import { runJob } from './workers/run-job.ts';

/** Supports everything that the sample has, and saves it as the byte 42. */
const liar = `
const features = ['VMS_SINGLE', 'VMS_POINTER', 'VMS_VARRAY_UINT16', 'info:uint16', 'info:uint32', 'part:field_exists'];
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  const hello = {
    protocol: 1, engine: { name: 'liar', version: '1', language: 'JavaScript' }, dialect: 'qemu-10.0',
    view: 'memory', abi: { pointer_size: 8, byte_order: 'little' }, features,
  };
  const answer = { hello: { status: 'ok', ...hello }, save: { status: 'ok', wire: '2a' }, bye: { status: 'ok' } };
  console.log(JSON.stringify({ id, ...(answer[op] ?? { status: 'unsupported', feature: 'op:' + op }) }));
});
`;

let folder = '';
let program = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devices-'));
  program = join(folder, 'qemu-system-none');
  writeFileSync(program, sampleFile({ processor: 'x86-64', dress: '10.0', linking: 'rela', sections: true }));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('check --devices', () => {
  it('judges the descriptions of a program, and names what it leaves out', async () => {
    const { exit, out } = await command([
      'check',
      '--devices',
      program,
      '--runs',
      '200',
      '--seed',
      '3',
      '--dialect',
      'qemu-10.0',
    ]);
    expect(exit).toBe(0);
    expect(out).toContain(
      `devices 2 descriptions of ${program}\n  fields left out: 1, with 1 info that devices define\n`,
    );
    expect(out).toContain('"pci config" (dev.config)');
    expect(out).not.toContain('missing');
  });

  it('calls no known failure fixed because these descriptions do not show it', async () => {
    const list = join(folder, 'known.txt');
    writeFileSync(list, 'law=save/bytes rule=VMS-LIST-1 | the sample has no list\n');
    const run = ['--runs', '1200', '--seed', '1', '--law', 'save/bytes', '--known-failing', list, '--jobs', '1'];
    const { exit, out } = await command(['check', '--devices', program, ...run]);
    expect(out).toContain('known failing, not judged in this run');
    expect(exit).toBe(0);
    expect((await command(['check', ...run])).out).toContain('no longer failing');
  });

  it('is read again by each worker process', async () => {
    const job = {
      flags: { engine: 'reference' },
      dialect: 'qemu-10.0',
      devices: { devices: program, name: 'ring' },
      seed: 3,
      firstRun: 20,
      runs: 20,
      laws: ['save/bytes'],
      known: undefined,
    } as const;
    const shard = await runJob(job, process.env, new AbortController().signal, () => undefined);
    expect(shard).toMatchObject({ statistics: { cases: 20 }, laws: [{ verdicts: { conform: 20 } }] });
    const missing = await runJob(
      { ...job, devices: { devices: 'none' } },
      process.env,
      AbortSignal.timeout(9999),
      () => undefined,
    );
    expect(missing).toMatchObject({ kind: 'problem' });
  });

  it('replays and saves a failing case without the program', async () => {
    const script = join(folder, 'liar.cjs');
    writeFileSync(script, liar);
    const engine = `'${process.execPath}' '${script}'`;
    const file = join(folder, 'case.json');
    const words = ['--devices', program, '--name', 'ring', '--dialect', 'qemu-10.0'];
    const { exit, out, err } = await command([
      'check',
      '--engine-cmd',
      engine,
      ...words,
      '--seed',
      '3',
      '--runs',
      '40',
      '--law',
      'save/bytes',
      '--save-case',
      file,
    ]);
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toContain(`--devices ${program} --name ring --dialect qemu-10.0 --seed 3 --run `);
    expect(readFileSync(file, 'utf8')).toContain('"name": "ring"');
    expect((await command(['check', '--engine-cmd', engine, '--case', file, '--law', 'save/bytes'])).exit).toBe(1);
  });

  it.each([
    [['--devices', 'none'], '--devices: none: it cannot be read (there is no such file)'],
    [['--name', 'x'], '--name: it goes with --devices'],
    [['--devices', 'off', '--name', 'x'], '--name: it goes with --devices FILE'],
  ])('says what is wrong with %j', async (words, message) => {
    const { exit, err } = await command(['check', '--runs', '1', ...words]);
    expect([exit, err]).toEqual([2, `vmstate-conformance: ${message}\n`]);
  });

  it('says so where no description is left', async () => {
    const { exit, err } = await command(['check', '--devices', program, '--name', 'zz']);
    expect(exit).toBe(2);
    expect(err).toContain('has no description called zz of which a case can be made');
  });
});

describe('--devices off', () => {
  const run = ['--seed', '3', '--dialect', 'qemu-10.0', '--run'];
  /** Of seed 3, the first whose device is as in real tables, and one that is not. */
  const [real, other] = [firstRun(true), firstRun(false)];

  it('leaves out what is like real descriptions, and nothing else', async () => {
    const show = async (...words: string[]): Promise<string> => (await command(['show', '--as', 'json', ...words])).out;
    expect(await show(...run, String(other), '--devices', 'off')).toBe(await show(...run, String(other)));
    const [off, on] = [await show(...run, String(real), '--devices', 'off'), await show(...run, String(real))];
    expect(off).not.toBe(on);
    expect(JSON.parse(off)).toHaveProperty('dialect', 'qemu-10.0');
  });

  it('is in the line that replays a failure, which is the same case', async () => {
    const script = join(folder, 'liar-off.cjs');
    writeFileSync(script, liar);
    const file = join(folder, 'case-off.json');
    const words = ['--engine-cmd', `'${process.execPath}' '${script}'`, '--law', 'save/bytes', '--save-case', file];
    const { exit, out } = await command(['check', ...words, ...run, String(real), '--devices', 'off']);
    expect(exit).toBe(1);
    expect(out).toContain(`--devices off --dialect qemu-10.0 --seed 3 --run ${real}`);
  });

  it('is for each worker process, too', async () => {
    const job = {
      flags: { engine: 'reference' },
      dialect: 'qemu-10.0',
      seed: 3,
      firstRun: 0,
      runs: 60,
      laws: ['save/bytes'],
      known: undefined,
    } as const;
    const never = new AbortController().signal;
    const [off, again, on] = await Promise.all([
      runJob({ ...job, devices: { devices: 'off' } }, process.env, never, () => undefined),
      runJob({ ...job, devices: { devices: 'off' } }, process.env, never, () => undefined),
      runJob(job, process.env, never, () => undefined),
    ]);
    expect(off).toEqual(again);
    expect(off).not.toEqual(on);
  });

  it('is in the header of a stream, and keeps streams with and without apart', async () => {
    const [off, on] = [join(folder, 'off'), join(folder, 'on')];
    const words = ['fuzz', '--runs', '40', '--chunk', '20', '--jobs', '1', '--no-corpus', '--seed', '3'];
    const stream = join(folder, 'off.ndjson');
    await command([...words, '--out', off, '--stream', stream, '--devices', 'off']);
    await command([...words, '--out', on]);
    const [header = ''] = readFileSync(stream, 'utf8').split('\n');
    expect(JSON.parse(header)).toMatchObject({
      engineFlags: ['--engine', 'reference', '--devices', 'off'],
      schedule: { chunk: 20, devices: 'off' },
    });
    const { exit, err } = await command(['merge', off, on]);
    expect(exit).toBe(2);
    expect(err).toContain('source of cases (--devices, --directed)');
    const checked = await command([
      'check',
      '--devices',
      'off',
      '--json',
      '--runs',
      '20',
      '--seed',
      '3',
      '--jobs',
      '1',
    ]);
    expect(JSON.parse(checked.out)).toMatchObject({ devices: 'off', conforms: true });
  });
});

function firstRun(isReal: boolean): number {
  const { hello } = createReferenceEngine({ dialect: 'qemu-10.0' });
  const [on, off] = [generatorFor(hello, 'qemu-10.0'), generatorFor(hello, 'qemu-10.0', { real: false })];
  const isSame = (run: number): boolean => formatCase(caseOfRun(on, 3, run)) === formatCase(caseOfRun(off, 3, run));
  return Array.from({ length: 40 }, (_, run) => run).find((run) => isSame(run) !== isReal) ?? -1;
}

describe('fuzz --devices', () => {
  it('is a campaign of the descriptions of a program, which its stream names', async () => {
    const stream = join(folder, 'stream.ndjson');
    const words = [
      '--devices',
      program,
      '--name',
      'ring',
      '--runs',
      '40',
      '--chunk',
      '20',
      '--jobs',
      '1',
      '--no-corpus',
    ];
    const { exit, out } = await command(['fuzz', ...words, '--seed', '3', '--stream', stream]);
    expect(exit).toBe(0);
    expect(out).toContain('no findings');
    const [header = ''] = readFileSync(stream, 'utf8').split('\n');
    expect(JSON.parse(header)).toMatchObject({
      kind: 'header',
      engineFlags: ['--engine', 'reference', '--devices', program, '--name', 'ring'],
      schedule: { chunk: 20, devices: { file: program, name: 'ring', descriptions: 1, ownInfos: [], leftOut: [] } },
    });
  });
});

describe('show of real descriptions', () => {
  it('shows the case of a run', async () => {
    const words = ['--devices', program, '--name', 'ring', '--seed', '3', '--run', '5', '--dialect', 'qemu-10.0'];
    const { exit, out } = await command(['show', ...words]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^struct ring v2/);
  });

  it.each([
    ['description', /dev version 3, minimum 1[^]*config own info "pci config" at/],
    ['model', /^struct dev v3/],
    ['bytes', /dev/],
    ['c', /VMSTATE_/],
  ])('shows one as %s', async (form, text) => {
    const { exit, out } = await command(['show', '--device', 'dev', '--from', program, '--as', form]);
    expect(exit).toBe(0);
    expect(out).toMatch(text);
  });

  it.each([
    [['--device', 'dev'], '--device NAME and --from FILE go together'],
    [['--device', 'zz', '--from'], 'has no description called zz'],
    [['--device', 'dev#2', '--from'], 'has 1 called dev, not 2'],
  ])('says what is wrong with %j', async (words, message) => {
    const { exit, err } = await command(['show', ...words, ...(words.includes('--from') ? [program] : [])]);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});
