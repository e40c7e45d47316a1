import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { BuildProblem } from './problem.ts';
import { run } from './run.ts';

/** What a build is going to do, as far as it decides what must be installed. */
export interface Needs {
  readonly download: boolean;
  readonly patch: boolean;
}

interface Need {
  readonly what: string;
  readonly debianPackage: string;
}

export async function isOnPath(program: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const folders = program.includes('/') ? [''] : (env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const path = folder === '' ? program : join(folder, program);
    if (path !== program || program.includes('/')) {
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return true;
    }
  }
  return false;
}

/** `$CC`, which may carry arguments (`ccache gcc`), or gcc. */
export function compiler(env: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  const [program = 'gcc', ...args] = (env['CC'] ?? '').split(/\s+/).filter((word) => word !== '');
  return [program, ...args];
}

async function missing(needs: Needs, env: NodeJS.ProcessEnv): Promise<Need[]> {
  const [cc] = compiler(env);
  const programs: Need[] = [
    { what: cc, debianPackage: 'gcc' },
    { what: 'pkg-config', debianPackage: 'pkg-config' },
  ];
  if (needs.download) {
    programs.push({ what: 'tar', debianPackage: 'tar' }, { what: 'xz', debianPackage: 'xz-utils' });
  }
  if (needs.patch) programs.push({ what: 'patch', debianPackage: 'patch' });

  const lacking: Need[] = [];
  for (const program of programs) {
    if (!(await isOnPath(program.what, env))) lacking.push(program);
  }
  const asked = await run('pkg-config', ['--exists', 'glib-2.0'], { env });
  if (asked.code !== 0) lacking.push({ what: 'the glib-2.0 headers', debianPackage: 'libglib2.0-dev' });
  return lacking;
}

/** Throws one line that names everything that is missing, and the command that installs it. */
export async function checkNeeds(needs: Needs, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const lacking = await missing(needs, env);
  if (lacking.length === 0) return;
  const what = lacking.map((need) => need.what).join(', ');
  const packages = lacking.map((need) => need.debianPackage).join(' ');
  throw new BuildProblem(`missing: ${what}`, `on Debian: apt-get install ${packages}`);
}
