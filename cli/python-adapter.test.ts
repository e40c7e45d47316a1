import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../engine/protocol/fault.ts';
import { command } from './fixtures.ts';

const folder = fileURLToPath(new URL('../adapters/python', import.meta.url));
const engine = `python3 ${folder}/vmstate_engine.py`;
const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);

/** The messages in the part of the guide that is about values. */
function messagesOfGuide(): JsonObject[] {
  const guide = readFileSync(new URL('../docs/plug-in-an-engine.md', import.meta.url), 'utf8');
  const part = /^## Values, message by message$([^]*?)^## /m.exec(guide)?.[1] ?? '';
  return [...part.matchAll(/^\{"id".*\}$/gm)].map(([line]): JsonObject => {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) throw new Error(`no message: ${line}`);
    return value;
  });
}

/** What an engine says of itself, and how it puts a refusal, is its own affair. */
function withoutOwnWords(answer: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).filter(([name]) => !['message', 'engine', 'features'].includes(name)),
  );
}

describe.skipIf(python.status !== 0)('the engine in Python', () => {
  it('passes its own tests', () => {
    const { status, stderr } = spawnSync('python3', ['-B', '-m', 'unittest', 'discover', folder], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/^Ran [1-9]\d* tests/m);
  });

  it('passes the smoke test, with nothing left out', async () => {
    const { exit, out } = await command(['smoke', '--engine-cmd', engine]);
    expect([exit, out]).toEqual([0, expect.not.stringMatching(/skipped {2}/)]);
    expect(out).toContain('view values');
  });

  it('conforms, and the report names the laws that were left out', async () => {
    const { exit, out } = await command([
      'check',
      '--engine-cmd',
      engine,
      '--level',
      'must',
      '--runs',
      '300',
      '--seed',
      '7',
    ]);
    expect([exit, out]).toEqual([0, expect.stringContaining('conforms to qemu-11.1 at level must')]);
    expect(out).toMatch(
      /^laws left out \(they check memory, and the engine has view values\)\n {2}save\/measure {2}save\/objects {2}save\/frame/m,
    );
    expect(out).toMatch(/^left out \(the engine does not support it\)\n {2}op:vmdesc {2}op:message\n/m);
  });

  it('matches the vectors of its dialect', async () => {
    const out = mkdtempSync(join(tmpdir(), 'vectors-'));
    await command(['vectors', '--dialect', 'qemu-11.1', '--out', out]);
    const checked = await command(['vectors', '--check', out, '--engine-cmd', engine]);
    expect([checked.exit, checked.out]).toEqual([0, expect.stringContaining('vmstate-python 0.1 matches the vectors')]);
    rmSync(out, { recursive: true });
  });

  it('answers as the guide says', () => {
    const messages = messagesOfGuide();
    const requests = messages.filter((message) => 'op' in message);
    const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
    const output = execFileSync('python3', [`${folder}/vmstate_engine.py`], { input, encoding: 'utf8' });
    const answers = output
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const told = messages.filter((message) => !('op' in message)).map(withoutOwnWords);
    expect(requests).toHaveLength(8);
    expect(answers).toMatchObject(told);
  });
});
