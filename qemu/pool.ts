import { run } from './run.ts';

/** The folder of a quoted address as `apt-get --print-uris` prints it. */
export function foldersOfPrintedUris(text: string): string[] {
  const folders = [...text.matchAll(/^'([a-z]+:\/\/[^']+)\/[^'/]+'/gm)].map((match) => match[1] ?? '');
  return [...new Set(folders)];
}

/** Where a suite with this site keeps the sources of QEMU. */
export function foldersOfSites(text: string): string[] {
  const sites = text.split('\n').filter((line) => /^https?:\/\//.test(line));
  return [...new Set(sites.map((site) => `${site.replace(/\/+$/, '')}/pool/main/q/qemu`))];
}

/**
 * The folders of the configured mirrors that may hold QEMU's source archives.
 * A package that comes from a security mirror lies in another pool than the
 * archives, so the sites of all configured suites follow.
 */
export async function poolFolders(): Promise<string[]> {
  const printed = await run('apt-get', ['download', '--print-uris', 'qemu-system-common']);
  const sites = await run('apt-get', ['indextargets', '--format', '$(SITE)']);
  return [...new Set([...foldersOfPrintedUris(printed.stdout), ...foldersOfSites(sites.stdout)])];
}

/** The file names that a pool folder's page links to. */
export function filesOfListing(page: string): string[] {
  const names = [...page.matchAll(/href="(?:[^"]*\/)?([^"/?]+)"/g)].map((match) => match[1] ?? '');
  return [...new Set(names.map(decoded))];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function versionOf(archive: string): number[] | undefined {
  const match = /^qemu_(\d+(?:\.\d+)*)\+[a-z0-9]+\.orig\.tar\.xz$/.exec(archive);
  return match?.[1]?.split('.').map(Number);
}

/** The newest point release of `10.2` among a folder's files. Release candidates do not count. */
export function newestArchive(files: readonly string[], release: string): string | undefined {
  let best: { name: string; point: number } | undefined;
  for (const name of files) {
    const version = versionOf(name);
    if (version?.slice(0, 2).join('.') === release) {
      const point = version[2] ?? 0;
      if (best === undefined || point > best.point) best = { name, point };
    }
  }
  return best?.name;
}

/** The source descriptions that may tell an archive's checksum. */
export function descriptionsOf(files: readonly string[], archive: string): string[] {
  const stem = archive.replace(/\.orig\.tar\.xz$/, '-');
  return files.filter((name) => name.startsWith(stem) && name.endsWith('.dsc'));
}

/** The SHA-256 that a .dsc gives for a file. */
export function checksumInDescription(text: string, file: string): string | undefined {
  const section = /^Checksums-Sha256:\s*\n((?:[ \t].*\n?)*)/m.exec(text)?.[1] ?? '';
  for (const line of section.split('\n')) {
    const [sum, , name] = line.trim().split(/\s+/);
    if (name === file && sum !== undefined && /^[0-9a-f]{64}$/.test(sum)) return sum;
  }
  return undefined;
}
