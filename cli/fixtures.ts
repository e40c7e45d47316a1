import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** What a command line did, for tests. */
export interface Outcome {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Carries out a command line in this process. */
export async function command(argv: readonly string[], part: Partial<Io> = {}): Promise<Outcome> {
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
  const exit = await run(argv, io);
  return { exit, out, err };
}
