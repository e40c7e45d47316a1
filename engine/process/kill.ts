import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Every engine leads a process group of its own, so that a signal reaches its
 * children too. The groups that may still live are listed here and die with
 * this process, however it ends: after a SIGKILL by the hand of the guard.
 */
const groups = new Set<number>();

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function watchGroup(pid: number): void {
  if (groups.size === 0) {
    process.on('exit', killAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  groups.add(pid);
  tellGuard(`+ ${pid}`);
}

/**
 * A shell in a session of its own that is told of every group. Its input ends with
 * this process, even where nothing of it runs any more: then it kills what is left.
 */
const GUARD = `
groups=
while read -r what group; do
  left=
  for each in $groups; do [ "$each" = "$group" ] || left="$left $each"; done
  groups=$left
  [ "$what" = + ] && groups="$groups $group"
done
for each in $groups; do kill -s KILL -- "-$each" 2>/dev/null; done
`;

let guard: ChildProcess | null = null;

/** Where there is no shell, an engine that ignores the end of its input outlives a SIGKILL of this process. */
function tellGuard(line: string): void {
  if (guard === null) {
    guard = spawn('/bin/sh', ['-c', GUARD], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    guard.on('error', () => undefined);
    guard.stdin?.on('error', () => undefined);
    guard.unref();
    // A pipe of a child is a socket, which its type does not say.
    if (guard.stdin instanceof Socket) guard.stdin.unref();
  }
  guard.stdin?.write(`${line}\n`);
}

/** SIGKILLs what is left of the group. */
export function killGroup(pid: number): void {
  signalGroup(pid, 'SIGKILL');
  if (groups.delete(pid)) tellGuard(`- ${pid}`);
  else return;
  if (groups.size > 0) return;
  process.off('exit', killAll);
  for (const signal of signals) process.off(signal, onSignal);
}

export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function killAll(): void {
  for (const pid of [...groups]) killGroup(pid);
}

function onSignal(signal: NodeJS.Signals): void {
  // Another listener decides how this process ends; 'exit' follows.
  if (process.listenerCount(signal) > 1) return;
  killAll();
  // Without listeners the signal has its default effect.
  process.kill(process.pid, signal);
}
