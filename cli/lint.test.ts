import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from './fixtures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: object | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const field = { name: 'regs', size: 4, num: 2, flags: ['VMS_ARRAY', 'VMS_ARRAY_OF_POINTER'], info: 'uint32' };
const description = { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [field] };

test('a sound description', async () => {
  const path = await file('sound.json', { ...description, fields: [{ ...field, size: 0 }] });
  expect(await command(['lint', path])).toEqual({ exit: 0, out: `${path}: no problem found\n`, err: '' });
});

test('a size that a release refuses and another walks by', async () => {
  const path = await file('slots.json', description);
  const refused = await command(['lint', path]);
  expect(refused.exit).toBe(1);
  expect(refused.out).toBe(
    `${path}: refused: dev.regs: size 4 of an array of pointers means nothing in qemu-11.1 and must be 0 (slot-size, VMS-SIZE-4)\n  fix: remove .size\n`,
  );
  const trap = await command(['lint', '--dialect', 'qemu-10.2', path]);
  expect(trap.out).toContain('trap: dev.regs: size 4 is used as the distance between two pointers, which is 8 bytes');
  expect((await command(['lint', '--dialect', 'qemu-10.2', '--pointer-size', '4', path])).exit).toBe(0);
});

test.each([
  ['nowhere.json', null, 'cannot be read'],
  ['text.json', 'regs', 'it is not an ELF file, an archive of them, a package or JSON'],
  ['empty.json', {}, 'it is not a description set, an output of -dump-vmstate, a description or a case'],
  [
    'flag.json',
    { ...description, fields: [{ ...field, flags: ['VMS_ODD'] }] },
    'dev.regs: no release has a flag "VMS_ODD"',
  ],
])('%s is nothing to lint', async (name, content, message) => {
  const path = content === null ? join(folder, name) : await file(name, content);
  const { exit, err } = await command(['lint', path]);
  expect(exit).toBe(2);
  expect(err).toContain(message);
});

test('an info of the device itself is no problem', async () => {
  const path = await file('info.json', {
    ...description,
    fields: [{ ...field, size: 64, flags: ['VMS_BUFFER'], info: 'pci config' }],
  });
  expect((await command(['lint', path])).exit).toBe(0);
});

test('a file that cannot be read does not stop the others', async () => {
  const path = await file('slots.json', description);
  const { exit, out, err } = await command(['lint', join(folder, 'nowhere.json'), path, '--json']);
  expect(exit).toBe(2);
  expect(err).toContain('nowhere.json: it cannot be read (there is no such file)');
  expect(JSON.parse(out)).toMatchObject({ files: [{ file: path, findings: [{ id: 'slot-size', device: 'dev' }] }] });
});
