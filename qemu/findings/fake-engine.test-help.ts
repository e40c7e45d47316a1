import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Installs an engine of the given dialect that answers each save with one
 * line, or dies of a signal, or says nothing.
 */
export async function installFake(name: string, dialect: string, program: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'findings-'));
  const folder = join(home, 'engines', name);
  await mkdir(folder, { recursive: true });
  const manifest = { name, release: '11.1', dialect, version: '11.1.1', command: [process.execPath, '-e', program] };
  await writeFile(join(folder, 'engine.json'), JSON.stringify(manifest));
  return home;
}

export function answers(answer: Readonly<Record<string, unknown>>): string {
  return `process.stdin.once('data', () => { console.log(${JSON.stringify(JSON.stringify({ id: 1, ...answer }))}); process.exit(0); })`;
}

export const dies = `process.stdin.once('data', () => { process.kill(process.pid, 'SIGKILL'); })`;
export const exits = `process.stdin.once('data', () => { process.exit(3); })`;
