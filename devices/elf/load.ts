import { refuse } from '../problem.ts';
import { archiveMembers, isArchive } from './archive.ts';
import type { ByteSource } from './byte-source.ts';
import { isElf, readHeader } from './header.ts';
import type { Image } from './image.ts';
import { loadLinked } from './linked.ts';
import { loadRelocatable } from './relocatable.ts';

/** Whether `loadImage` is the reader of a file. */
export function isImage(source: ByteSource): boolean {
  return isElf(source) || isArchive(source);
}

/**
 * Loads a program, a shared module, a relocatable object or an archive of
 * objects without running any of it. Throws `DeviceProblem` for what cannot be read.
 */
export function loadImage(source: ByteSource, path: string): Image {
  if (isArchive(source)) return loadArchive(source, path);
  const header = readHeader(source);
  return header.type === 'relocatable' ? loadRelocatable([source], 'object') : loadLinked(source, header);
}

function loadArchive(source: ByteSource, path: string): Image {
  const sources = archiveMembers(source, path).map((member) => {
    if ('path' in member)
      return refuse(`a thin archive holds only names of files: give the objects themselves, or the linked program`);
    return member.source;
  });
  return loadRelocatable(sources.filter(isElf), 'archive');
}
