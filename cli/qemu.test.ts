import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, installFake } from '../qemu/findings/fake-engine.test-help.ts';
import { releases } from '../qemu/releases.ts';
import { command } from './fixtures.ts';

let empty = '';
beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});
afterAll(() => rm(empty, { recursive: true }));

const home = (folder: string) => ({ env: { ...process.env, VMSTATE_CONFORMANCE_HOME: folder } });

describe('the qemu commands', () => {
  it.each([
    [['verify'], 'qemu-7.2 is not built yet; run: npx vmstate-conformance qemu build 7.2'],
    [['verify', 'mine'], "there is no engine named 'mine'"],
    [['build'], 'nothing to build: give a release, --source DIR'],
    [['bisect', '--good', 'a', '--', 'check'], "required option '--bad <ref>' not specified"],
    [['bisect', '--good', 'a', '--bad', 'b', '--', 'smoke'], "only a check can be bisected, not 'smoke'"],
    [['bisect', '--good', 'a', '--bad', 'b', '--', 'check', '--engine', 'x'], '--engine: the engine is that of each'],
    [['bisect', '--git', '/nowhere', '--good', 'a', '--bad', 'b', '--', 'check'], '/nowhere has no commit a'],
    [['coverage', '1.0'], 'there are no sources of QEMU 1.0 to download'],
    [['coverage', '11.1', '--runs', '0'], "option '--runs <n>' argument '0' is invalid"],
    [['coverage', '11.1', '5'], 'too many arguments'],
    [['reproduce', '10.2'], "missing required argument 'case'"],
    [['reproduce', '1.0', 'case.json'], 'there are no sources of QEMU 1.0 to download'],
    [['macros'], 'the sources of 7.2 have not been downloaded; run: npx vmstate-conformance qemu build 7.2'],
  ])('answer %j with one line and exit code 2', async (argv, message) => {
    const { exit, out, err } = await command(['qemu', ...argv], home(empty));
    expect(err).toContain(message);
    expect(err).toMatch(/^vmstate-conformance: [^\n]*\n$/);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
  });

  it('list --known prints every version that was tried', async () => {
    const { exit, out } = await command(['qemu', 'list', '--known']);
    expect(exit).toBe(0);
    for (const text of ['8.2.0', 'qemu-8.2', 'qemu build --ref v8.2.0', 'qemu build 11.1', 'aborts where']) {
      expect(out).toContain(text);
    }
  });

  it('verify fails if an engine behaves differently', async () => {
    const folder = await installFake('fake', 'qemu-11.1', answers({ status: 'ok', wire: '' }));
    const { exit, out, err } = await command(['qemu', 'verify', 'fake'], home(folder));
    await rm(folder, { recursive: true });
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toMatch(/^counts-below-zero fake: differs: [^\n]+ Now: \{"id":1,"status":"ok","wire":""\}$/m);
  });

  it('macros fails if a header differs from the tables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
    for (const { archive } of releases) {
      const include = join(folder, 'sources', basename(archive, '.orig.tar.xz'), 'include/migration');
      await mkdir(include, { recursive: true });
      await writeFile(join(include, 'vmstate.h'), '');
    }
    const { exit, out, err } = await command(['qemu', 'macros'], home(folder));
    await rm(folder, { recursive: true });
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toContain('qemu-11.1: vmstate_info_timer: the header has no such info\n');
  });
});
