import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commentText } from '../reproducer/names.ts';
import { command } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A case with one member. */
async function caseFile(name: string, element: object, value: unknown): Promise<string> {
  const member = {
    name,
    version: 0,
    migrated: true,
    element,
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
  };
  const shape = { name: 'd', version: 0, minimumVersion: 0, members: [member] };
  const file = join(folder, 'case.json');
  const format = 'vmstate-conformance/case/1';
  const of = { format, dialect: 'qemu-11.1', abi: '64le', seed: 0, model: { shape, values: [value] } };
  await writeFile(file, JSON.stringify(of));
  return file;
}

describe('text from outside', () => {
  const name = '*\\\n/ int code; /\\\n*\u001b[2J\u202e';

  it.each(['model', 'description', 'bytes', 'json', 'c'])('is escaped by show --as %s', async (as) => {
    const { exit, out } = await command([
      'show',
      await caseFile(name, { kind: 'scalar', type: 'uint8' }, 0),
      '--as',
      as,
    ]);
    expect(exit).toBe(0);
    expect(out).not.toMatch(/[\u001b\u202e]/);
    expect(out).not.toMatch(/\\\n\//);
  });

  it.each(['*/ a', 'a\\\n', '*\\\n/', '/*', '*\\\r\n/'])('ends no comment: %j', (text) => {
    expect(commentText(text)).not.toMatch(/\*\/|\/\*|[\r\n]/);
  });
});

it.each(['show', 'check'])('%s refuses a short case that declares gigabytes', async (name) => {
  const file = await caseFile('a', { kind: 'unused', size: 2 ** 31 - 8 }, null);
  const { exit, out, err } = await command(name === 'show' ? ['show', file] : ['check', '--case', file]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(
    /^vmstate-conformance: [^\n]*case\.json cannot be used: it declares \d+ unused bytes; the limit is \d+\n$|^vmstate-conformance: [^\n]*not a case file[^\n]*\n$/,
  );
});
