import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import ts from 'typescript';
import { killGroup, watchGroup } from './kill.ts';
import { lives } from './faux/lives.ts';

/** A runner of its own: it starts something, prints its process id and ends in one way or another. */
function runner(end: string): string {
  return `
    import { spawn } from 'node:child_process';
    import { watchGroup } from './kill.mjs';
    const { pid } = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
    watchGroup(pid);
    console.log(pid);
    setTimeout(() => { ${end} }, 50);`;
}

test.each([
  ['exit', 'process.exit(7)', 7, null],
  ['an exception', 'throw new Error("bang")', 1, null],
  ['SIGTERM', 'process.kill(process.pid, "SIGTERM")', null, 'SIGTERM'],
  ['SIGKILL', 'process.kill(process.pid, "SIGKILL")', null, 'SIGKILL'],
  ['SIGINT', 'process.kill(process.pid, "SIGINT")', null, 'SIGINT'],
  [
    'a signal that somebody else handles',
    'process.on("SIGINT", () => process.exit(9)); process.kill(process.pid, "SIGINT"); setTimeout(() => {}, 1000)',
    9,
    null,
  ],
])('engines die with their runner: %s', async (_, end, status, signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const source = readFileSync(new URL('./kill.ts', import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  writeFileSync(join(folder, 'kill.mjs'), outputText);
  writeFileSync(join(folder, 'runner.mjs'), runner(end));
  const result = spawnSync(process.execPath, [join(folder, 'runner.mjs')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(result).toMatchObject({ status, signal });
  const pid = Number(result.stdout);
  expect(pid).toBeGreaterThan(1);
  // The guard needs a moment to see the end of its input.
  for (let i = 0; i < 100 && lives(pid); i++) await sleep(20);
  expect(lives(pid)).toBe(false);
});

test('the hooks are there only while there is something to kill', () => {
  const count = (): number => process.listenerCount('SIGTERM') + process.listenerCount('exit');
  const before = count();
  const pids = [0, 1].map(() => spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).pid ?? 0);
  for (const pid of pids) watchGroup(pid);
  expect(count()).toBe(before + 2);
  for (const pid of pids) killGroup(pid);
  expect(count()).toBe(before);
});
