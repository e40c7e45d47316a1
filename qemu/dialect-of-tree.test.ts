import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dialectOfTree } from './dialect-of-tree.ts';
import { vmstateHeader } from './header.test-help.ts';

let tree = '';
beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'vmstate-tree-'));
  await mkdir(join(tree, 'include/migration'), { recursive: true });
  await mkdir(join(tree, 'migration'));
});
afterEach(() => rm(tree, { recursive: true }));

const noErrp = {
  'bool (*pre_load_errp)(void *opaque, Error **errp);': '',
  'bool (*post_load_errp)(void *opaque, int version_id, Error **errp);': '',
  'bool (*pre_save_errp)(void *opaque, Error **errp);': '',
};
const withErr = {
  ...noErrp,
  'int vmstate_load_state': 'int vmstate_save_state_with_err(Error **errp);\nint vmstate_load_state',
};

it.each([
  ['qemu-7.2', noErrp, ''],
  ['qemu-8.2', withErr, ''],
  ['qemu-10.0', withErr, 'vmsd_create_fake_nullptr_field(field)'],
  ['qemu-10.2', {}, 'vmsd_create_fake_nullptr_field(field)'],
  ['qemu-11.2', { 'VMS_ONE = 0x001,': 'VMS_VARRAY = 0x001, VMS_ARRAY_OF_POINTER_AUTO_ALLOC = 0x008,' }, ''],
  ['qemu-11.1', { 'VMS_ONE = 0x001,': 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC = 0x001,' }, ''],
])('%s is known by what the tree has', async (dialect, changes, code) => {
  await writeFile(join(tree, 'include/migration/vmstate.h'), vmstateHeader(changes));
  await writeFile(join(tree, 'migration/vmstate.c'), code);
  expect(await dialectOfTree(tree)).toBe(dialect);
});
