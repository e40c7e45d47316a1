import { readFile } from 'node:fs/promises';
import { TIMER_FILE } from './generated.ts';
import { splitPatch, type FilePatch } from './patch-split.ts';
import { BuildProblem } from './problem.ts';
import { firstLine, run } from './run.ts';

/** A part of a patch that the build went on without. */
export interface LeftOut {
  readonly patch: string;
  readonly path: string;
  /** The first line of the hunk; absent: the whole file. */
  readonly hunk?: string;
  readonly why: 'not built' | 'does not apply';
}

/**
 * Nearly all of the one is macros that devices use, nearly all of the other is
 * no part of the engine: a hunk made for another release may fail without harm.
 * Should it matter, the compiler tells.
 */
const OPTIONAL: readonly string[] = ['include/migration/vmstate.h', TIMER_FILE];

async function apply(tree: string, piece: string): Promise<string | undefined> {
  const args = ['-p1', '--batch', '--forward', '--no-backup-if-mismatch', '--reject-file=-', '-d', tree];
  const ran = await run('patch', args, { input: piece });
  if (ran.code === 0) return undefined;
  const said = `${ran.stdout}\n${ran.stderr}`;
  return firstLine(
    said
      .split('\n')
      .filter((line) => !line.startsWith('patching file'))
      .join('\n'),
  );
}

async function applyOptional(tree: string, patch: string, file: FilePatch): Promise<LeftOut[]> {
  const leftOut: LeftOut[] = [];
  for (const hunk of file.hunks) {
    if ((await apply(tree, file.header + hunk)) !== undefined) {
      leftOut.push({ patch, path: file.path, hunk: firstLine(hunk), why: 'does not apply' });
    }
  }
  return leftOut;
}

/** New headers are in no list of what was built, but a patched file may want them. */
function isNewHeader(file: FilePatch): boolean {
  return file.header.startsWith('--- /dev/null') && /^(include|migration|qobject)\/.*\.h$/.test(file.path);
}

/**
 * Applies to a tree what concerns the files that are built (`isBuilt`), and
 * tells what it left out. What fails there is a problem.
 */
export async function applyPatch(tree: string, patch: string, isBuilt: (path: string) => boolean): Promise<LeftOut[]> {
  const text = await readFile(patch, 'utf8').catch(() => {
    throw new BuildProblem(`the patch ${patch} cannot be read`);
  });
  const files = splitPatch(text);
  if (files.length === 0) throw new BuildProblem(`${patch} is not a patch`);
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    if (!isBuilt(file.path) && !isNewHeader(file)) {
      leftOut.push({ patch, path: file.path, why: 'not built' });
    } else if (OPTIONAL.includes(file.path)) {
      leftOut.push(...(await applyOptional(tree, patch, file)));
    } else {
      const failure = await apply(tree, file.header + file.hunks.join(''));
      if (failure !== undefined) {
        throw new BuildProblem(
          `${patch} does not apply to ${file.path}: ${failure}`,
          'choose the release that the patch was made for, or give its tree with --source DIR',
        );
      }
    }
  }
  if (leftOut.filter((left) => left.hunk === undefined).length === files.length) {
    throw new BuildProblem(`${patch} changes nothing that the engine is built from`);
  }
  return leftOut;
}

/** One line for the user. */
export function describeLeftOut(left: LeftOut): string {
  const where = left.hunk === undefined ? left.path : `${left.path}, hunk ${left.hunk}`;
  return `left out (${left.why}): ${where}`;
}
