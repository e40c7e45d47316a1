import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { RequestBody } from '../protocol/encode-request.ts';
import { tooLongMessage } from '../too-long.ts';
import { killGroup, signalGroup, watchGroup } from './kill.ts';
import { createLineSplitter, type LineListener } from './lines.ts';
import type { ProcessSettings } from './options.ts';
import { createTail } from './tail.ts';
import { createLineWriter } from './writer.ts';

/** Receives the events of an engine's process. */
export interface Listener {
  readonly line: LineListener;
  /** A line exceeds the limit. */
  overflow(message: string): void;
  /** The process ended; all of its output was delivered before. Called once, or never after `destroy`. */
  gone(how: string): void;
}

/** One running process of an engine. */
export interface Connection {
  readonly pid: number | undefined;
  listener: Listener;
  write(id: number, body: RequestBody): void;
  /** Ends its input. */
  end(): void;
  /** Kills the process and its children. No event follows. */
  destroy(): void;
  /** Ends the process: end of input first, then SIGTERM, then SIGKILL. */
  close(): Promise<void>;
  /** The last lines of its stderr. */
  stderr(): string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** How long a pipe may stay open after the end of the process, or the process after the end of its output. */
const LINGER_MS = 150;

export const ignoreOutput: Listener = { line: () => undefined, overflow: () => undefined, gone: () => undefined };

/** Throws what `spawn` throws; what it only finds out later comes as `gone`. */
export function connect(settings: ProcessSettings, listener: Listener): Connection {
  const { command, args, cwd, env } = settings;
  const child: Child = spawn(command, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const { pid } = child;
  if (pid !== undefined) watchGroup(pid);
  const writer = createLineWriter(child.stdin);
  const tail = createTail();
  const lines = createLineSplitter(
    settings.maxLineBytes,
    (bytes, start, end) => {
      connection.listener.line(bytes, start, end);
    },
    () => {
      connection.listener.overflow(tooLongMessage(settings.maxLineBytes));
    },
  );
  let how: string | null = null;
  let closedOutput = false;
  let over = false;
  let tellEnded: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnded = resolve;
  });

  function finish(end: string): void {
    if (over) return;
    over = true;
    if (pid !== undefined) killGroup(pid);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    tellEnded?.();
    connection.listener.gone(end + (lines.unfinished() > 0 ? ' in the middle of a line' : ''));
  }

  child.stdout.on('data', (chunk: Buffer) => {
    lines.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    tail.push(chunk);
  });
  // A broken pipe is seen as the end of the process, too.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
  child.stdout.on('end', () => {
    if (over || how !== null) return;
    setTimeout(() => {
      if (how !== null) return;
      closedOutput = true;
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    }, LINGER_MS).unref();
  });
  child.on('error', (error) => {
    if (child.pid === undefined) finish(`cannot be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => {
    how = closedOutput ? 'closed its standard output without exiting' : endOf(code, signal);
    // A child of the engine that holds its pipes open would hold up their end.
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    const end = how;
    setTimeout(() => {
      finish(end);
    }, LINGER_MS).unref();
  });
  child.on('close', () => {
    finish(how ?? 'ended');
  });

  const connection: Connection = {
    pid,
    listener,
    write(id, body) {
      writer.write(id, body);
    },
    end() {
      writer.flush();
      child.stdin.end();
    },
    destroy() {
      connection.listener = ignoreOutput;
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
      finish('killed');
    },
    async close() {
      connection.listener = ignoreOutput;
      connection.end();
      if (pid === undefined) return;
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        if (await within(settings.closeTimeoutMs, ended)) break;
        signalGroup(pid, signal);
      }
      await within(settings.closeTimeoutMs, ended);
      finish('closed');
    },
    stderr: () => tail.text(),
  };
  return connection;
}

function endOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exited with code ${code ?? 0}` : `was killed by ${signal}`;
}

async function within(ms: number, promise: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
