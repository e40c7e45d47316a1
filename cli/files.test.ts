import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAtomic } from './files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writeAtomic', () => {
  it('replaces a file, keeps its mode, and leaves nothing beside it', async () => {
    const path = join(folder, 'report.xml');
    expect(await writeAtomic(path, 'one')).toBeNull();
    await chmod(path, 0o640);
    expect(await writeAtomic(path, 'two')).toBeNull();
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['report.xml']);
  });

  it('writes what a link leads to, and keeps the link', async () => {
    const real = join(folder, 'real.json');
    const link = join(folder, 'link.json');
    await writeFile(real, 'old');
    await symlink('real.json', link);
    expect(await writeAtomic(link, 'new')).toBeNull();
    expect(await readFile(real, 'utf8')).toBe('new');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it('writes to a device and does not replace it', async () => {
    expect(await writeAtomic('/dev/null', 'text')).toBeNull();
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    const full = await writeAtomic('/dev/full', 'text');
    expect(full).toMatchObject({ code: 'ENOSPC: no space left' });
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true);
  });

  it('says why it cannot write', async () => {
    expect(await writeAtomic(join(folder, 'none', 'x'), '')).toMatchObject({ code: 'ENOENT' });
    expect(await writeAtomic(folder, '')).toMatchObject({ code: 'EISDIR' });
  });
});
