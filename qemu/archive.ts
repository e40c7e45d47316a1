import { join } from 'node:path';
import { download, fetchText, sha256Of } from './download.ts';
import { checksumInDescription, descriptionsOf, filesOfListing, newestArchive, poolFolders } from './pool.ts';
import { gitCommand } from './git-command.ts';
import { BuildProblem } from './problem.ts';
import type { Release } from './releases.ts';

type Tell = (line: string) => void;

async function otherPointRelease(
  folder: string,
  release: Release,
  downloads: string,
  tell: Tell,
): Promise<string | undefined> {
  const page = await fetchText(`${folder}/`);
  if (page === undefined) return undefined;
  const files = filesOfListing(page);
  const archive = newestArchive(files, release.name);
  if (archive === undefined) return undefined;
  for (const description of descriptionsOf(files, archive)) {
    const text = await fetchText(`${folder}/${encodeURIComponent(description)}`);
    const sha256 = text === undefined ? undefined : checksumInDescription(text, archive);
    if (sha256 !== undefined) {
      tell(`fetching ${archive}, checksum from ${description}`);
      const file = join(downloads, archive);
      if (await download(`${folder}/${encodeURIComponent(archive)}`, file, sha256)) return file;
    }
  }
  return undefined;
}

/** The source archive of a release: cached, or fetched from the system's own mirrors. */
export async function sourceArchive(release: Release, downloads: string, tell: Tell): Promise<string> {
  const known = join(downloads, release.archive);
  if ((await sha256Of(known)) === release.sha256) return known;
  const folders = await poolFolders();
  if (folders.length === 0) {
    throw new BuildProblem(
      'apt lists no mirror with QEMU’s sources',
      `apt-get update may help; QEMU's own repository has it: ${gitCommand(release.name, release.tag)}`,
    );
  }
  for (const folder of folders) {
    tell(`fetching ${release.archive}`);
    if (await download(`${folder}/${encodeURIComponent(release.archive)}`, known, release.sha256)) return known;
  }
  for (const folder of folders) {
    const found = await otherPointRelease(folder, release, downloads, tell);
    if (found !== undefined) return found;
  }
  throw new BuildProblem(
    `no mirror has ${release.archive} or another point release of ${release.name} (tried ${folders.join(', ')})`,
    `QEMU's own repository has it: ${gitCommand(release.name, release.tag)}`,
  );
}
