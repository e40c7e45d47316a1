import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { BuildProblem } from './problem.ts';

/** Where engines, downloads and unpacked sources are kept. */
export function homeFolder(home?: string, env: NodeJS.ProcessEnv = process.env): string {
  const chosen = home ?? env['VMSTATE_CONFORMANCE_HOME'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  const cache = env['XDG_CACHE_HOME'];
  // The XDG specification: a relative path is to be ignored.
  const base = cache?.startsWith('/') === true ? cache : join(homedir(), '.cache');
  return join(base, 'vmstate-conformance');
}

/** A name becomes a folder: nothing that could leave it, hide in it or look like an option. */
export function isEngineName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/.test(name);
}

export function engineFolder(name: string, home?: string): string {
  if (!isEngineName(name)) {
    throw new BuildProblem(`'${name}' cannot name an engine`, 'letters, digits and . _ + - (not first), at most 64');
  }
  return join(homeFolder(home), 'engines', name);
}
