#!/usr/bin/env node
import { isatty } from 'node:tty';
import pc from 'picocolors';
import { errorText } from './files.ts';
import { lastCheckFile } from './last-check.ts';
import { optimizeLate } from './late-optimization.ts';
import { EXIT } from './outcome.ts';
import { reportInternalError, runCommandLine } from './program.ts';

optimizeLate();

const controller = new AbortController();

/** Exit codes of signals: 128 + their numbers. */
const signals = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** How long a command may take to end after the first signal, and how long to write its results if it is at that. */
const END_MS = 1700;
const CONCLUDE_MS = 10_000;

const ending: { code: number | null; concludes: boolean } = { code: null, concludes: false };

const handlers = Object.entries(signals).map(([name, code]) => {
  const handler = (): void => {
    // The first stops the run and reports what it found; the second exits at once.
    if (ending.code !== null) process.exit(code);
    ending.code = code;
    controller.abort();
    const end = (): never => process.exit(code);
    // On a busy machine results take their time, and are worth it.
    setTimeout(() => (ending.concludes ? setTimeout(end, CONCLUDE_MS).unref() : end()), END_MS).unref();
  };
  return [name, handler] as const;
});
for (const [name, handler] of handlers) process.on(name, handler);
const err = (text: string): void => void process.stderr.write(text);

for (const stream of [process.stdout, process.stderr]) {
  // `| head` closes the pipe early, which does not change the verdict.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // A full disk is no fault of the suite. If stderr is what fails, nobody can be told.
    if (stream === process.stdout)
      err(`vmstate-conformance: the output cannot be written (${errorText(error.code ?? '')})\n`);
    process.exit(EXIT.usage);
  });
}

process.on('uncaughtException', (error) => {
  reportInternalError(error, { err, env: process.env });
  process.exit(EXIT.internal);
});

const exit = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err,
  // `process.stdout.isTTY` is undefined, not false, where there is no terminal.
  color: pc.isColorSupported && isatty(1),
  progress: process.stderr.isTTY
    ? (line) => {
        err(line === null ? '\r\u001b[K' : `\r\u001b[K${line}`);
      }
    : null,
  env: process.env,
  lastCheck: lastCheckFile(process.env),
  signal: controller.signal,
  concludes: () => {
    ending.concludes = true;
  },
  inOnePiece: (work) => {
    // A handler would only run when the work is done.
    for (const [name, handler] of handlers) process.off(name, handler);
    try {
      return work();
    } finally {
      for (const [name, handler] of handlers) process.on(name, handler);
    }
  },
});
process.exitCode = exit === EXIT.interrupted ? (ending.code ?? exit) : exit;
