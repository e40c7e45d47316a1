import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

/** By the versions, not by what Node says of itself: this is what the documents promise. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const stripsTypes = major > 22 || (major === 22 && minor >= 18);

const folder = mkdtempSync(join(tmpdir(), 'config-'));

function file(config: unknown, name = 'config.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  return path;
}

async function printed(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { exit, out, err } = await command([...args, '--print-config'], { env });
  expect([exit, err]).toEqual([0, '']);
  const document: unknown = JSON.parse(out);
  return typeof document === 'object' && document !== null && 'options' in document ? document.options : null;
}

describe('the configuration', () => {
  it('yields to the environment, and that to flags', async () => {
    const config = file({
      fuzz: { runs: 11, time: '10m', 'fail-fast': true, law: ['save/*', 'load/values'], corpus: 'a' },
    });
    const env = { VMSTATE_CONFORMANCE_RUNS: '22', VMSTATE_CONFORMANCE_CHUNK: '5' };
    const options = await printed(['fuzz', '--config', config, '--chunk', '7'], env);
    expect(options).toMatchObject({
      runs: { value: 22, source: 'env' },
      chunk: { value: 7, source: 'cli' },
      time: { value: 600, source: 'config' },
      'fail-fast': { value: true, source: 'config' },
      law: { value: ['save/*', 'load/values'], source: 'config' },
      corpus: { value: 'a', source: 'config' },
      timeout: { value: 10, source: 'default' },
      seed: { value: null, source: 'default' },
    });
  });

  it.each([
    ['pr', [], {}, { time: { value: 120, source: 'mode' }, runs: { value: null, source: 'mode' } }],
    ['nightly', [], {}, { time: { value: 3600, source: 'mode' }, runs: { value: null, source: 'mode' } }],
    ['pr', ['--time', '30s'], {}, { time: { value: 30, source: 'cli' }, runs: { value: null, source: 'mode' } }],
    ['pr', ['--runs', '7'], {}, { time: { value: null, source: 'mode' }, runs: { value: 7, source: 'cli' } }],
    ['nightly', [], { RUNS: '7' }, { time: { value: null, source: 'mode' }, runs: { value: 7, source: 'env' } }],
    ['prune', [], {}, { time: { value: 600, source: 'config' }, runs: { value: 11, source: 'config' } }],
  ])('yields its time and runs to --mode %s, which yields to %j', async (mode, flags, variables, expected) => {
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, text]) => [`VMSTATE_CONFORMANCE_${name}`, text]),
    );
    const fuzz = { runs: 11, time: '10m' };
    expect(await printed(['fuzz', '--mode', mode, '--config', file({ fuzz }), ...flags], env)).toMatchObject(expected);
    const own = { VMSTATE_CONFORMANCE_MODE: mode, ...env };
    expect(await printed(['fuzz', '--config', file({ fuzz }), ...flags], own)).toMatchObject(expected);
    const stored = file({ fuzz: { ...fuzz, mode } });
    expect(await printed(['fuzz', '--config', stored, ...flags], env)).toMatchObject(expected);
  });

  it('may have a baseline, for mode pr alone', async () => {
    const config = file({ fuzz: { baseline: 'none.ndjson', runs: 5 } });
    const args = ['fuzz', '--no-corpus', '--jobs', '1', '--config', config];
    expect((await command(args)).exit).toBe(0);
    expect(await command([...args, '--mode', 'pr'])).toMatchObject({ exit: 2 });
  });

  it('names engines; a flag wins over what it says of one', async () => {
    const engines = {
      mine: { command: './my-engine --fast', dialect: 'qemu-10.0', level: 'should', timeout: 3 },
      right: { build: 'reference' },
    };
    const config = file({ engines });
    const mine = await printed(['check', '--config', config, '--engine', 'mine', '--level', 'must']);
    expect(mine).toMatchObject({
      'engine-cmd': { value: './my-engine --fast', source: 'config' },
      engine: { value: null },
      dialect: { value: 'qemu-10.0', source: 'config' },
      level: { value: 'must', source: 'cli' },
      timeout: { value: 3, source: 'config' },
    });
    expect(await printed(['check', '--config', config, '--engine', 'right'])).toMatchObject({
      engine: { value: 'reference', source: 'config' },
    });
  });

  it.each([
    ['no JSON', '{', /config\.json: config: must be JSON/],
    ['an unknown member', { engine: {} }, /must NOT have additional properties: "engine"/],
    ['an engine without a command', { engines: { mine: {} } }, /config\.engines\.mine: must have required property/],
    ['an unknown option', { fuzz: { speed: 1 } }, /fuzz has no option --speed/],
    ['a wrong value', { fuzz: { runs: 'many' } }, /config\.json: --runs: It takes a whole number/],
    ['a wrong dialect', { fuzz: { dialect: 'qemu-1.0' } }, /--dialect: Allowed choices are/],
  ])('is refused in one line: %s', async (_, config, problem) => {
    const { exit, err } = await command(['fuzz', '--no-corpus', '--config', file(config)]);
    expect(exit).toBe(2);
    expect(err).toMatch(problem);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('is refused if it is not there', async () => {
    const { exit, err } = await command(['fuzz', '--config', join(folder, 'none.json')]);
    expect([exit, err]).toEqual([2, expect.stringContaining('none.json cannot be read (ENOENT)')]);
  });

  it.each([
    ['CommonJS', 'config.cjs', 'module.exports = { fuzz: { runs: 12 } };'],
    ['an ECMAScript module', 'config.mjs', 'export default { fuzz: { runs: 12 } };'],
  ])('may be %s', async (_, name, text) => {
    const config = file(text, name);
    expect(await printed(['fuzz', '--config', config])).toMatchObject({ runs: { value: 12, source: 'config' } });
  });
});

describe('a configuration in TypeScript', () => {
  const typed = 'const runs: number = 12;\nexport default { fuzz: { runs } } satisfies object;';

  it.runIf(stripsTypes)('is read where Node strips types', async () => {
    for (const name of ['config.ts', 'config.mts'])
      expect(await printed(['fuzz', '--config', file(typed, name)])).toMatchObject({
        runs: { value: 12, source: 'config' },
      });
  });

  it.runIf(stripsTypes).each([
    ['what is more than types', 'enum.ts', 'enum R { A = 12 }\nexport default { fuzz: { runs: R.A } };', /enum is not/],
    ['await at the top level', 'await.ts', 'export default { fuzz: { runs: await 12 } };', /top-level await/],
  ])('is refused in one line: %s', async (_, name, text, problem) => {
    const { exit, err } = await command(['fuzz', '--config', file(text, name)]);
    expect(exit).toBe(2);
    expect(err).toMatch(problem);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it.skipIf(stripsTypes)('is refused elsewhere, with what to do', async () => {
    const { exit, err } = await command(['fuzz', '--config', file(typed, 'config.ts')]);
    expect([exit, err]).toEqual([
      2,
      expect.stringMatching(
        /config\.ts: Node \d+\.\S+ does not read TypeScript: use Node 22\.18 or later, or a \.json/,
      ),
    ]);
  });
});

/** Answers every save with no bytes. */
const brokenEngine = `
const features = ['VMS_SINGLE', 'VMS_ARRAY', 'VMS_STRUCT', 'info:uint8', 'info:uint32', 'info:buffer'];
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'broken', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null, features,
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  console.log(JSON.stringify({ id, ...(op === 'hello' ? hello : { status: 'error', message: 'no' }) }));
});
`;

describe('--all-engines', () => {
  const engines = { one: { build: 'reference' }, two: { build: 'reference' } };
  const run = (name: string, ...args: string[]): Promise<CommandRun> =>
    command([name, '--config', file({ engines }), '--all-engines', '--seed', '1', '--jobs', '1', ...args]);

  it('runs check with every engine and shows engines × rules', async () => {
    const { exit, out } = await run('check', '--runs', '30');
    expect(exit).toBe(0);
    expect(out).toMatch(/== one[^]*== two[^]*rule\s+one\s+two\nall rules\s+\d+ rules ok\s+\d+ rules ok\n$/);
  });

  it('runs fuzz with every engine, each with files of its own', async () => {
    const stream = join(folder, 'all.ndjson');
    const { exit } = await run('fuzz', '--no-corpus', '--runs', '30', '--stream', stream);
    expect(exit).toBe(0);
    expect(readFileSync(join(folder, 'all.one.ndjson'), 'utf8').split('\n').length).toBe(5);
    expect(readFileSync(join(folder, 'all.two.ndjson'), 'utf8').split('\n').length).toBe(5);
  });

  it('does not let engines replace one list of known failures in turn', async () => {
    const { exit, err } = await run('check', '--known-failing', join(folder, 'known.txt'), '--update-known');
    expect(exit).toBe(2);
    expect(err).toContain('--update-known: with --all-engines each would replace the list of the one before');
  });

  it('writes reports and cases of each engine into files of its own', async () => {
    const into = mkdtempSync(join(tmpdir(), 'all-engines-'));
    const program = join(into, 'broken.cjs');
    writeFileSync(program, brokenEngine);
    const config = file(
      { engines: { bad: { command: `'${process.execPath}' '${program}'` }, good: { build: 'reference' } } },
      'mixed.json',
    );
    const flags = ['--report', `junit=${join(into, 'all.xml')}`, '--report', `json=${join(into, 'all.json')}`];
    const { exit } = await command([
      ...['check', '--config', config, '--all-engines', '--seed', '1', '--runs', '20', '--law', 'save/*'],
      ...[...flags, '--save-case', join(into, 'case.json')],
    ]);
    expect(exit).toBe(1);
    expect(readdirSync(into).sort()).toEqual([
      'all.bad.json',
      'all.bad.xml',
      'all.good.json',
      'all.good.xml',
      'broken.cjs',
      'case.bad.json',
    ]);
    const xml = (name: string): string => readFileSync(join(into, `all.${name}.xml`), 'utf8');
    expect(xml('bad')).toMatch(/<testsuites [^>]*failures="[1-9]/);
    expect(xml('good')).toMatch(/<testsuites [^>]*failures="0"/);
  });

  it('needs a configuration', async () => {
    const { exit, err } = await command(['check', '--all-engines', '--config', file({})]);
    expect([exit, err]).toEqual([2, expect.stringContaining('names no engines')]);
  });
});
