import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { excusesOf, notCountedIn } from './excuses.ts';

const all = ['vmstate.c', 'vmstate-types.c', 'qemu-file.c'].flatMap(excusesOf);

it('refers to findings that are there', () => {
  const named = all.flatMap(({ why }) => why.match(/docs\/findings\/[\w-]+\.md/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

it('is keyed by names, not by pieces of code', () => {
  expect(all.flatMap(({ words }) => words).filter((word) => !/^\w+$/.test(word))).toEqual([]);
});

it('leaves out descriptors and nothing else', () => {
  const notCounted = notCountedIn('vmstate-types.c');
  expect(['load_fd', 'save_fd', 'get_fd', 'put_fd'].every((name) => notCounted.test(name))).toBe(true);
  expect(notCounted.test('load_fdt')).toBe(false);
});

it('counts what the interpreter uses of streams', () => {
  const notCounted = notCountedIn('qemu-file.c');
  expect(['qemu_fill_buffer', 'qemu_get_be32', 'add_to_iovec'].some((name) => notCounted.test(name))).toBe(false);
  expect(['qemu_put_fd', 'qemu_file_shutdown', 'qemu_put_buffer_at'].every((name) => notCounted.test(name))).toBe(true);
});

it('has no excuse for a file that it does not know', () => {
  expect(excusesOf('savevm.c')).toEqual([]);
});
