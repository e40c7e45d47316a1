import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** CPU seconds of this process, user and system, since it started. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Ticks of /proc a second: what every Linux of today has. */
const TICKS = 100;

/** CPU seconds of the child processes that are alive: those of the engines. Null where /proc does not say. */
export function childrenCpu(): number | null {
  try {
    return readdirSync('/proc/self/task')
      .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
      .filter((pid) => pid !== '')
      .reduce((sum, pid) => sum + cpuOf(pid), 0);
  } catch {
    return null;
  }
}

/** User and system time are the 14th and 15th field; the name before them may contain anything but a last parenthesis. */
function cpuOf(pid: string): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, , , , , , , , , , , user = '0', system = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) / TICKS;
}

/** What running a program took. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

const preload = fileURLToPath(new URL('./tell-cpu.js', import.meta.url));

/** Runs a program of Node's and measures its own CPU time. Its exit code must be 0. */
export function costOfNode(args: readonly string[]): Cost {
  const began = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const wall = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} exits with ${status ?? 'a signal'}: ${stderr}`);
  return { cpu: Number(output[3]), wall };
}
