import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { homeFolder } from './home.ts';
import type { Release } from './releases.ts';

/** The text of a release's include/migration/vmstate.h; null if `qemu build` has not unpacked its sources. */
export async function releaseHeader({ archive }: Release, home?: string): Promise<string | null> {
  const folder = join(homeFolder(home), 'sources', basename(archive, '.orig.tar.xz'));
  return readFile(join(folder, 'include/migration/vmstate.h'), 'utf8').catch(() => null);
}
