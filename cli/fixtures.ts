import type { Io } from './io.ts';
import type { ExitCode } from './outcome.ts';
import { runCommandLine } from './program.ts';

/** The effects of a command line, for tests. */
export interface CommandRun {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function command(argv: readonly string[], part: Partial<Io> = {}): Promise<CommandRun> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    color: false,
    progress: null,
    env: process.env,
    signal: new AbortController().signal,
    ...part,
  };
  const exit = await runCommandLine(argv, io);
  return { exit, out, err };
}
