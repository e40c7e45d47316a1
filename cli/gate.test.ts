import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

/*
 * The gate of docs/ci through the life of a project: the job on the main branch
 * keeps its corpus, also if it fails; that of a pull request has a copy, which
 * is gone afterwards.
 */
const adapter = fileURLToPath(new URL('../adapters/python', import.meta.url));
const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
const folder = mkdtempSync(join(tmpdir(), 'gate-'));
const corpus = join(folder, 'kept');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const right = 'to_bytes(width, "big")';
const littleEndian = (...kinds: readonly string[]): string =>
  right.replace('"big"', `"little" if kind in ${JSON.stringify(kinds)} else "big"`);

/** The Python engine, which writes these integers in the wrong order. */
function engineWith(name: string, ...kinds: readonly string[]): string {
  const own = join(folder, name);
  cpSync(adapter, own, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const scalars = join(own, 'vmstate/scalars.py');
  const text = readFileSync(scalars, 'utf8');
  expect(text).toContain(right);
  writeFileSync(scalars, text.replace(right, littleEndian(...kinds)));
  return `python3 -B ${join(own, 'vmstate_engine.py')}`;
}

const gate = [
  'fuzz',
  '--mode',
  'pr',
  '--seed',
  '1',
  '--runs',
  '20',
  '--chunk',
  '20',
  '--jobs',
  '1',
  '--law',
  'save/bytes',
];

function onMain(engine: string): Promise<CommandRun> {
  return command([...gate, '--engine-cmd', engine, '--corpus', corpus]);
}

function onPullRequest(engine: string, ...more: readonly string[]): Promise<CommandRun> {
  const copy = mkdtempSync(join(folder, 'copy-'));
  execFileSync('cp', ['-r', `${corpus}/.`, copy]);
  return command([...gate, '--engine-cmd', engine, '--corpus', copy, ...more]);
}

describe.skipIf(python.status !== 0)('the gate', () => {
  it('fails a pull request for what main does not have, and for nothing else', async () => {
    const old = engineWith('old', 'uint32');
    const first = await onMain(old);
    expect([first.exit, first.out]).toEqual([1, expect.stringMatching(/new findings: [0-9a-f]{12}/)]);

    // Whatever main fails is known from its first run on.
    const known = /new findings: none; known before: [1-9]/;
    for (const run of [await onMain(old), await onPullRequest(old)])
      expect([run.exit, run.out]).toEqual([0, expect.stringMatching(known)]);

    const both = await onPullRequest(engineWith('both', 'uint32', 'int16'));
    expect(both.exit).toBe(1);
    expect(both.out).toMatch(/new findings: [0-9a-f]{12}; known before: [1-9]/);

    const mended = engineWith('mended');
    for (const { exit, out } of [await onPullRequest(mended), await onMain(mended)]) {
      expect(exit).toBe(0);
      expect(out).toMatch(/^FIXED [^]*new findings: none; known before: 0/m);
    }

    // What is mended is no longer known.
    const again = await onPullRequest(old);
    expect(again.exit).toBe(1);
    expect(again.out).toMatch(/^FAILS AGAIN [^]*new findings: [0-9a-f]{12}.*; known before: 0/m);
  }, 240_000);
});
