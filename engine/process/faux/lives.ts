import { spawnSync } from 'node:child_process';

/** Whether a process lives; one that is dead and not yet reaped does not. */
export function lives(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

/** The faux engines that this process has started and that still live. */
export function fauxChildren(): string[] {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('faux-engine') && !line.startsWith('Z'));
}
