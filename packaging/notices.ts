import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of the packages that modules belong to, as their authors ask whoever passes their code on. */
export function noticesOf(modules: Iterable<string>): string {
  const folders = new Set<string>();
  for (const id of modules) {
    const folder = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
    if (folder !== undefined && !folder.includes('\0')) folders.add(folder);
  }
  return [...folders].sort().map(noticeOf).join('\n\n---\n\n') + '\n';
}

function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const license = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (license === undefined) throw new Error(`${folder} has no file with its licence: the build cannot pass it on`);
  return `${name} ${version}\n\n${readFileSync(join(folder, license), 'utf8').trim()}`;
}
