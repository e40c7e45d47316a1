import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNeeds, compiler } from './needs.ts';

let path = '';

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'vmstate-path-'));
});

afterEach(async () => {
  await rm(path, { recursive: true });
});

async function provide(program: string, code = 0): Promise<void> {
  await writeFile(join(path, program), `#!/bin/sh\nexit ${code}\n`);
  await chmod(join(path, program), 0o755);
}

const everything = { download: true, patch: true };

describe('checkNeeds', () => {
  it('names everything that is missing, with its Debian packages', async () => {
    await expect(checkNeeds(everything, { PATH: path })).rejects.toMatchObject({
      message: 'missing: gcc, pkg-config, tar, xz, patch, the glib-2.0 headers',
      hint: 'on Debian: apt-get install gcc pkg-config tar xz-utils patch libglib2.0-dev',
    });
  });

  it('gets the headers from pkg-config', async () => {
    for (const program of ['gcc', 'tar', 'xz', 'patch']) await provide(program);
    await provide('pkg-config', 1);
    await expect(checkNeeds(everything, { PATH: path })).rejects.toMatchObject({
      message: 'missing: the glib-2.0 headers',
      hint: 'on Debian: apt-get install libglib2.0-dev',
    });
  });

  it('requires only what the build uses', async () => {
    await provide('gcc');
    await provide('pkg-config');
    await expect(checkNeeds({ download: false, patch: false }, { PATH: path })).resolves.toBeUndefined();
  });

  it('looks for the compiler that CC names', async () => {
    await provide('pkg-config');
    await expect(checkNeeds({ download: false, patch: false }, { PATH: path, CC: 'clang -m64' })).rejects.toMatchObject(
      { message: 'missing: clang' },
    );
  });

  it('is not fooled by a file that cannot be executed', async () => {
    await provide('pkg-config');
    await writeFile(join(path, 'gcc'), '');
    await expect(checkNeeds({ download: false, patch: false }, { PATH: path })).rejects.toMatchObject({
      message: 'missing: gcc',
    });
  });
});

describe('compiler', () => {
  it('is gcc unless CC says otherwise', () => {
    expect(compiler({})).toEqual(['gcc']);
    expect(compiler({ CC: ' ' })).toEqual(['gcc']);
    expect(compiler({ CC: 'ccache gcc-14' })).toEqual(['ccache', 'gcc-14']);
  });
});
