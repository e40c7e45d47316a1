#!/usr/bin/env node
import pc from 'picocolors';
import { lastCheckFile } from './last-check.ts';
import { EXIT } from './outcome.ts';
import { reportInternalError, runCommandLine } from './program.ts';

const controller = new AbortController();

process.on('SIGINT', () => {
  // The first stops the run and reports what it found; the second exits at once.
  if (controller.signal.aborted) process.exit(EXIT.interrupted);
  controller.abort();
});

for (const stream of [process.stdout, process.stderr]) {
  // `| head` closes the pipe early, which does not change the verdict.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const err = (text: string): void => void process.stderr.write(text);

process.on('uncaughtException', (error) => {
  reportInternalError(error, { err, env: process.env });
  process.exit(EXIT.internal);
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err,
  color: pc.isColorSupported && process.stdout.isTTY,
  progress: process.stderr.isTTY
    ? (line) => {
        err(line === null ? '\r\u001b[K' : `\r\u001b[K${line}`);
      }
    : null,
  env: process.env,
  lastCheck: lastCheckFile(process.env),
  signal: controller.signal,
});
