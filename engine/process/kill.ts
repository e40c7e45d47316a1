/**
 * Every engine leads a process group of its own, so that a signal reaches its
 * children too. The groups that may still live are listed here and die with
 * this process, however it ends (SIGKILL excepted: then engines read end of input).
 */
const groups = new Set<number>();

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function watchGroup(pid: number): void {
  if (groups.size === 0) {
    process.on('exit', killAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  groups.add(pid);
}

/** SIGKILLs what is left of the group. */
export function killGroup(pid: number): void {
  signalGroup(pid, 'SIGKILL');
  if (!groups.delete(pid) || groups.size > 0) return;
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
