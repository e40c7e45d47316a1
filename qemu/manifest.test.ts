import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngine, listEngines, parseManifest } from './manifest.ts';

const manifest = {
  name: 'qemu-10.2',
  release: '10.2',
  dialect: 'qemu-10.2',
  version: '10.2.2',
  command: ['/engines/qemu-10.2/vmstate-qemu'],
};

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmstate-home-'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function install(name: string, text: string): Promise<void> {
  await mkdir(join(home, 'engines', name), { recursive: true });
  await writeFile(join(home, 'engines', name, 'engine.json'), text);
}

describe('built engines', () => {
  it('are found by name and listed in order', async () => {
    await install('qemu-11.1', JSON.stringify({ ...manifest, name: 'qemu-11.1' }));
    await install('qemu-10.2', JSON.stringify(manifest));
    expect(await findEngine('qemu-10.2', home)).toEqual(manifest);
    expect((await listEngines(home)).map((engine) => engine.name)).toEqual(['qemu-10.2', 'qemu-11.1']);
  });

  it('are none in an empty home, and a name that is no name finds none', async () => {
    expect(await listEngines(join(home, 'nowhere'))).toEqual([]);
    expect(await findEngine('qemu-9.9', home)).toBeUndefined();
    expect(await findEngine('../engines', home)).toBeUndefined();
  });

  it('leaves out unfinished builds and damaged manifests', async () => {
    await install('.building-qemu-10.2-1', JSON.stringify(manifest));
    await install('broken', '{"name":');
    expect(await listEngines(home)).toEqual([]);
  });
});

describe('parseManifest', () => {
  it.each([
    '',
    'null',
    '[]',
    '{}',
    JSON.stringify({ ...manifest, command: [] }),
    JSON.stringify({ ...manifest, command: [1] }),
  ])('refuses %s', (text) => {
    expect(parseManifest(text)).toBeUndefined();
  });
});
