import { spawn } from 'node:child_process';
import { killGroup, signalGroup, watchGroup } from '../engine/process/kill.ts';
import { createLineSplitter } from '../engine/process/lines.ts';
import { LONGEST_LINE } from '../engine/process/options.ts';
import { createTail, lastLines } from '../engine/process/tail.ts';

/** What a wait for the next line comes to. */
export type LineRead =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'gone'; readonly how: string; readonly signalled: boolean };

/** How a process ended. */
export interface ProcessExit {
  readonly how: string;
  /** It exited by itself, with code 0. */
  readonly clean: boolean;
  /** A signal ended it: the program crashed, or was killed. */
  readonly signalled: boolean;
}

/** A program and its pipes, and nothing in between: every line is seen as it was written. */
export interface RawConnection {
  write(line: string): void;
  /** The next line, or why there is none within `ms`. */
  read(ms: number): Promise<LineRead>;
  /** Ends its input. */
  end(): void;
  /** How it ended; null when it still lives after `ms`. */
  ended(ms: number): Promise<ProcessExit | null>;
  kill(): void;
  /** Its last words. */
  stderr(): string;
}

/** The longest line that is read. */
const MOST = LONGEST_LINE;

export function openRaw([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): RawConnection {
  const child = spawn(command, args, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const { pid } = child;
  if (pid !== undefined) watchGroup(pid);
  const tail = createTail();
  const lines: string[] = [];
  let ending: ProcessExit | null = null;
  /** Has reported its end. */
  let over = false;
  const wakes = new Set<() => void>();

  function wake(): void {
    for (const each of [...wakes]) each();
  }

  function finish(how: string, clean: boolean): void {
    ending ??= { how, clean, signalled: false };
    over = true;
    if (pid !== undefined) killGroup(pid);
    wake();
  }

  const splitter = createLineSplitter(
    MOST,
    (bytes, start, end) => {
      lines.push(bytes.toString('utf8', start, end));
      wake();
    },
    () => {
      connection.kill();
    },
  );
  child.stdout.on('data', (chunk: Buffer) => {
    splitter.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    tail.push(chunk);
  });
  // A broken pipe is seen as the end of the process, too.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
  child.on('error', (error) => {
    if (pid === undefined) finish(`cannot be started: ${error.message}`, false);
  });
  child.on('exit', (code, signal) => {
    ending = {
      how: signal === null ? `exited with code ${code ?? 0}` : `was killed by ${signal}`,
      clean: code === 0,
      signalled: signal !== null,
    };
    // A child of its own that holds its pipes open would hold up their end.
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  });
  child.on('close', () => {
    finish('ended', false);
  });

  /** Whatever `find` finds, as soon as it does; null after `ms`. */
  function until<T>(ms: number, find: () => T | null): Promise<T | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found !== null) settle(found);
      };
      const timer = setTimeout(() => {
        settle(null);
      }, ms);
      const settle = (result: T | null): void => {
        clearTimeout(timer);
        wakes.delete(look);
        resolve(result);
      };
      wakes.add(look);
      look();
    });
  }

  const connection: RawConnection = {
    write(line) {
      child.stdin.write(`${line}\n`);
    },
    async read(ms) {
      const found = await until<LineRead>(ms, () => {
        const line = lines.shift();
        if (line !== undefined) return { kind: 'line', line };
        if (!over) return null;
        const cut = splitter.unfinished() > 0 ? ' in the middle of a line' : '';
        return { kind: 'gone', how: `${ending?.how ?? 'ended'}${cut}`, signalled: ending?.signalled ?? false };
      });
      return found ?? { kind: 'late' };
    },
    end() {
      child.stdin.end();
    },
    ended: (ms) => until(ms, () => (over ? ending : null)),
    kill() {
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    },
    stderr: () => lastLines(tail.text(), 5),
  };
  return connection;
}
