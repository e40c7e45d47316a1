import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pkg from '../package.json' with { type: 'json' };
import { root } from './documents/documents.ts';

/*
 * The step of action.yml as GitHub runs it: its script in a file of its own, by
 * bash with GitHub's flags, with the variables that `env` gives it, in the folder
 * of a user who has installed the packed package. Needs a finished build and no network.
 */
const action = readFileSync(join(root, 'action.yml'), 'utf8');
let folder = '';

/** The lines below a key, without their indentation. */
function block(key: string): string[] {
  const lines = action.split('\n');
  const at = lines.findIndex((line) => line.trim() === key);
  const indent = (line: string): number => line.search(/\S/);
  const own = indent(lines[at] ?? '');
  const end = lines.findIndex((line, i) => i > at && line !== '' && indent(line) <= own);
  const inside = lines.slice(at + 1, end < 0 ? undefined : end);
  return inside.map((line) => line.slice(indent(inside[0] ?? '')));
}

/** Inputs with their defaults. */
function defaults(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let input = '';
  for (const line of block('inputs:')) {
    if (/^\w+:$/.test(line)) input = line.slice(0, -1);
    const [, text] = /^ +default: '?(.*?)'?$/.exec(line) ?? [];
    if (text !== undefined) found.set(input, text);
  }
  return found;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const installed = join(folder, 'node_modules', pkg.name);
  mkdirSync(installed, { recursive: true });
  const name = /"filename": "([^"]+)"/.exec(packed)?.[1] ?? 'none';
  execFileSync('tar', ['-xzf', join(folder, name), '-C', installed, '--strip-components=1']);
  for (const dependency of Object.keys(pkg.dependencies))
    symlinkSync(join(root, 'node_modules', dependency), join(folder, 'node_modules', dependency));
  mkdirSync(join(folder, 'node_modules/.bin'));
  symlinkSync(`../${pkg.name}/dist/cli/main.js`, join(folder, 'node_modules/.bin', pkg.name));
  // An engine with one bug: little-endian integers.
  cpSync(join(installed, 'adapters/python'), join(folder, 'wrong'), { recursive: true });
  const scalars = join(folder, 'wrong/vmstate/scalars.py');
  writeFileSync(scalars, readFileSync(scalars, 'utf8').replace('to_bytes(width, "big")', 'to_bytes(width, "little")'));
  const engines = { right: { build: 'reference' }, wrong: { command: 'python3 wrong/vmstate_engine.py' } };
  writeFileSync(join(folder, 'vmstate-conformance.config.json'), JSON.stringify({ engines }));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Step {
  readonly exit: number | null;
  readonly log: string;
  /** What the step appends to the files that GitHub reads. */
  readonly output: string;
  readonly summary: string;
}

function runStep(inputs: Readonly<Record<string, string>>): Step {
  const temporary = mkdtempSync(join(folder, 'runner-'));
  const at = (name: string): string => join(temporary, name);
  const values = new Map([...defaults(), ...Object.entries(inputs)]);
  const env = block('env:').map((line): [string, string] => {
    const [, name = '', input = ''] = /^(\w+): \$\{\{ inputs\.(\w+) \}\}$/.exec(line) ?? [];
    return [name, values.get(input) ?? `no input ${input}`];
  });
  writeFileSync(at('step.sh'), block('run: |').join('\n'));
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', at('step.sh')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: temporary,
      npm_config_offline: 'true',
      RUNNER_TEMP: temporary,
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      ...Object.fromEntries(env),
    },
  });
  const text = (name: string): string => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');
  return { exit: status, log: stdout + stderr, output: text('output'), summary: text('summary') };
}

const few = '--runs 40 --seed 1 --jobs 1';

describe('action.yml', () => {
  it('has a composite step in bash whose variables are all inputs with a default', () => {
    expect(block('runs:').join('\n')).toMatch(/^using: composite\nsteps:\n/);
    expect(action).toMatch(/^ {6}shell: bash$/m);
    const inputs = [...defaults().keys()];
    expect(inputs).toEqual(['engine', 'mode', 'arguments', 'corpus', 'baseline', 'version']);
    const used = [...action.matchAll(/\$\{\{ inputs\.(\w+) \}\}/g)].map(([, name = '']) => name);
    expect([...new Set(used)].sort()).toEqual([...inputs].sort());
    // Text from outside goes through variables: in the script an input could be a command.
    expect(block('run: |').join('\n')).not.toContain('${{');
  });

  it('passes an engine that conforms, and says where the stream is', () => {
    const { exit, log, output, summary } = runStep({ engine: 'right', arguments: few });
    expect([exit, log]).toEqual([0, expect.stringContaining('new findings: none')]);
    const [, stream = ''] = /^stream=(.+)\n$/.exec(output) ?? [];
    expect(readFileSync(stream, 'utf8')).toContain('"kind":"end"');
    expect(summary).toMatch(/^```\n[^]*no findings[^]*```\n$/);
  });

  it('fails an engine with a bug, with its findings in the log, the summary and the corpus; the next run knows them', () => {
    const corpus = 'corpus of mine';
    const inputs = { engine: 'wrong', arguments: few, corpus };
    const { exit, log, summary } = runStep(inputs);
    expect([exit, log]).toEqual([1, expect.stringMatching(/new findings: [0-9a-f]/)]);
    expect(summary).toContain('VMS-WIRE-1');
    expect(readdirSync(join(folder, corpus, 'findings')).length).toBeGreaterThan(0);
    const again = runStep(inputs);
    expect([again.exit, again.log]).toEqual([0, expect.stringContaining('new findings: none')]);
  });

  it('takes the stream of another job as baseline in mode pr, if there is one', () => {
    const inputs = { engine: 'wrong', arguments: few };
    const { output } = runStep({ ...inputs, corpus: 'corpus of the night' });
    const [, stream = ''] = /^stream=(.+)\n$/.exec(output) ?? [];
    const known = runStep({ ...inputs, corpus: 'another corpus', baseline: stream });
    expect([known.exit, known.log]).toEqual([0, expect.stringMatching(/new findings: none; known before: [1-9]/)]);
  });

  it('fails with the reason where the configuration has no such engine', () => {
    const { exit, log } = runStep({ engine: 'none', arguments: few });
    expect([exit, log]).toEqual([expect.any(Number), expect.stringContaining('none')]);
    expect(exit).toBeGreaterThan(1);
  });
});
