import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

let folder = '';
let file = '';

const model = {
  shape: {
    name: 'dev',
    version: 1,
    minimumVersion: 1,
    members: [
      {
        name: 'irq',
        version: 0,
        migrated: true,
        element: { kind: 'scalar', type: 'int16' },
        count: { kind: 'one' },
        storage: 'embedded',
        slots: 'none',
      },
      {
        name: 'mac',
        version: 0,
        migrated: true,
        element: { kind: 'buffer', size: 10 },
        count: { kind: 'one' },
        storage: 'pointer',
        slots: 'none',
      },
    ],
  },
  values: [-3, '52540012345600010203'],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
  file = await write('case.json', {
    format: 'vmstate-conformance/case/1',
    dialect: 'qemu-10.2',
    abi: '64le',
    seed: 5,
    model,
  });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, content: object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

const show = (...words: string[]): Promise<CommandRun> => command(['show', ...words]);

describe('show', () => {
  it('shows the device by default', async () => {
    const { exit, out, err } = await show(file);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('struct dev v1\n  irq: int16 = -3\n');
  });

  it('shows the description', async () => {
    const { out } = await show(file, '--as', 'description');
    expect(out).toMatch(/^name +offset/);
    expect(out).toMatch(/\nmac +\d+ +10 .*BUFFER/);
  });

  it('shows the bytes field by field', async () => {
    const { out } = await show(file, '--as', 'bytes');
    const lines = out.split('\n').map((line) => line.replace(/ {2,}/g, '  '));
    expect(lines).toContain('  0  ff fd  irq  int16  -3');
    expect(lines).toContain('  2  52 54 00 12 34 56 00 01  mac  buffer');
    expect(lines.at(-2)).toBe('12 bytes');
  });

  it('shows the same case again as JSON, and on demand what the protocol sends', async () => {
    const { out } = await show(file, '--as', 'json');
    await writeFile(join(folder, 'again.json'), out);
    expect((await show(join(folder, 'again.json'), '--as', 'json')).out).toBe(out);
    const full: unknown = JSON.parse((await show(file, '--as', 'json', '--full')).out);
    expect(full).toMatchObject({ case: { seed: 5 }, description: { name: 'dev' }, wire: 'fffd52540012345600010203' });
  });

  it('shows a generated case as C', async () => {
    const { exit, out } = await show('--seed', '3', '--run', '4', '--dialect', 'qemu-11.1', '--as', 'c');
    expect(exit).toBe(0);
    expect(out).toContain('a case of qemu-11.1 on a 64le host');
  });

  it('shows lists, hooks, tests and subsections as C', async () => {
    const plain = { version: 1, migrated: true, count: { kind: 'one' }, storage: 'embedded', slots: 'none' };
    const byte = (name: string): object => ({ ...plain, name, version: 0, element: { kind: 'scalar', type: 'uint8' } });
    const node = { name: 'node', version: 1, minimumVersion: 0, members: [byte('x')] };
    const part = { name: 'dev/more', version: 1, minimumVersion: 1, members: [byte('y')] };
    const queue = {
      ...plain,
      name: 'queue',
      element: { kind: 'list', list: 'qtailq', struct: node },
      test: { kind: 'sibling', by: 0 },
    };
    const shape = {
      name: 'dev',
      version: 1,
      minimumVersion: 1,
      members: [byte('busy'), queue],
      subsections: [{ struct: part, needed: 0 }],
      hooks: { post_load: -22 },
    };
    const rich = await write('rich.json', {
      format: 'vmstate-conformance/case/1',
      dialect: 'qemu-7.2',
      abi: '64le',
      seed: 5,
      model: { shape, values: [1, [[2]], [3]] },
    });
    const { exit, out, err } = await show(rich, '--as', 'c');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    for (const line of [
      '    QTAILQ_HEAD(, CaseNode) queue;',
      '    .post_load = post_load_case_dev,',
      '            .field_exists = exists_case_dev_queue,',
      '    .needed = needed_case_dev_more,',
      '    g_assert_cmpint(ret, ==, -EINVAL);',
      String.raw`                    "post_load dev 1\n");`,
    ]) {
      expect(out.split('\n')).toContain(line);
    }
  });

  it.each([
    [['/nowhere.json'], 'show: /nowhere.json cannot be read (ENOENT)'],
    [[], "show: give a case file ('-' for standard input), or --seed and --run"],
    [['x.json', '--seed', '1'], 'show: give a case file or --seed and --run, not both'],
    [['x.json', '--full'], '--full goes with --as json'],
  ])('says in one line what is wrong with %j', async (words, message) => {
    expect(await show(...words)).toEqual({ exit: 2, out: '', err: `vmstate-conformance: ${message}\n` });
  });

  it('says in one line what is wrong with a case', async () => {
    const broken = await show(await write('broken.json', { format: 'other' }), '--as', 'c');
    expect(broken.exit).toBe(2);
    expect(broken.err).toMatch(/^vmstate-conformance: show: .*broken\.json is not a case file: [^\n]+\n$/);
    const other = await show(file, '--dialect', 'qemu-11.1');
    expect(other.err).toContain('is a case of qemu-10.2, not of qemu-11.1');
  });
});
