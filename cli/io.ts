import type { CommandProblem, ExitCode } from './outcome.ts';

/** The environment of a command. Tests pass their own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` takes ANSI colors. */
  readonly color: boolean;
  /** Shows a status line; the next call replaces it, null removes it. Null when stderr is not a terminal. */
  readonly progress: ((line: string | null) => void) | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File that stores the result of the last check; undefined: it is not stored. */
  readonly lastCheck?: string | undefined;
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Does work in one piece, during which a signal ends the process at once: it leaves nothing half done. */
  readonly inOnePiece?: (<T>(work: () => T) => T) | undefined;
  /** Told when nothing is judged any more and the results follow: after a signal they are waited for. */
  readonly concludes?: (() => void) | undefined;
}

/** Runs a command's body and records its outcome. Commands call it from their commander action. */
export type Execute = (body: (io: Io) => Promise<ExitCode | CommandProblem>) => Promise<void>;
