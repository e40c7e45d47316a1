import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dialect } from '../vmstate/dialect.ts';
import { parseHeader } from './c-header.ts';
import { detectFeatures } from './features.ts';

/**
 * The dialect that a tree most likely speaks, by what it has: between two
 * releases its VERSION says little. A user who knows better names a release.
 */
export async function dialectOfTree(tree: string): Promise<Dialect> {
  const text = await readFile(join(tree, 'include/migration/vmstate.h'), 'utf8');
  const features = detectFeatures(text);
  const flags = parseHeader(text).enumNames('VMStateFlags');
  // The flag for counts of all widths came with the change of how they are read; 11.1.3 has the new members alone.
  if (flags.includes('VMS_VARRAY')) return 'qemu-11.2';
  if (flags.includes('VMS_ARRAY_OF_POINTER_AUTO_ALLOC')) return 'qemu-11.1';
  if (features.VMSC_HAS_ERRP_HOOKS) return 'qemu-10.2';
  if (!features.VMSC_SAVE_WITH_ERR) return 'qemu-7.2';
  // 10.0 came with elements of their own for NULL pointers.
  const code = await readFile(join(tree, 'migration/vmstate.c'), 'utf8');
  return code.includes('vmsd_create_fake_nullptr_field') ? 'qemu-10.0' : 'qemu-8.2';
}
