import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Says which process is at the campaign in a folder. */
const FILE = 'in-use';

/** No mark is longer. */
const LONGEST = 1024;

/** The mark of this process in a folder, while it is there. */
export interface FolderMark {
  /** The process of this machine that is there, too; null: none. */
  readonly other: number | null;
  readonly remove: () => void;
}

/**
 * Marks a folder as in use. Two processes in one folder do no harm, for both write the same,
 * but each does all the work: whoever comes second is told. A mark of another machine says
 * nothing, for a machine that is gone leaves it behind.
 */
export function markFolder(folder: string): FolderMark {
  const file = join(folder, FILE);
  const other = holderOf(file);
  const own = `${process.pid}@${hostname()}\n`;
  if (other === null) write(file, own);
  return {
    other,
    remove() {
      if (read(file) === own) rmSync(file, { force: true });
    },
  };
}

function holderOf(file: string): number | null {
  const [pid = '', host = ''] = read(file).trim().split('@');
  const holder = Number(pid);
  if (host !== hostname() || !Number.isInteger(holder) || holder <= 0 || holder === process.pid) return null;
  return isRunning(holder) ? holder : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Empty: there is no mark, or something else in its place. */
function read(file: string): string {
  try {
    const found = lstatSync(file);
    return found.isFile() && found.size <= LONGEST ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Writes a new file, never through a link. A folder that cannot be written is told of by what has to be kept. */
function write(file: string, text: string): void {
  try {
    rmSync(file, { force: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch {
    // Only a warning depends on it.
  }
}
