/** Exit codes. Scripts may rely on them. */
export const EXIT = {
  conforms: 0,
  nonconform: 1,
  /** Wrong flags, files or configuration. */
  usage: 2,
  /** The engine does not start, or its handshake fails. */
  unusable: 3,
  /** Internal error of the suite. */
  internal: 4,
  /** `compat`: everything loads, some of it only under a condition. */
  conditional: 5,
  /** Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

/** How every `--help` ends its exit codes: 128 + the signal's number. */
export const INTERRUPTED_CODES = '130, 143 or 129 interrupted (Ctrl-C, SIGTERM, SIGHUP)';

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command could not run. */
export interface CommandProblem {
  readonly kind: 'problem';
  readonly exit: ExitCode;
  /** What is wrong and how to fix it. Lines after the first are the engine's own stderr. */
  readonly message: string;
}

/** A wrong flag or file, or a missing prerequisite. */
export function usageProblem(message: string): CommandProblem {
  return { kind: 'problem', exit: EXIT.usage, message };
}

/** The engine cannot be started or does not complete the handshake. */
export function unusableEngine(message: string): CommandProblem {
  return { kind: 'problem', exit: EXIT.unusable, message };
}

/** A problem of a file or a folder in the middle of a command: thrown where nobody can go on. */
export class ProblemError extends Error {
  readonly problem: CommandProblem;

  constructor(problem: CommandProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function isProblem(value: object): value is CommandProblem {
  return 'kind' in value && value.kind === 'problem';
}

/** A page on a terminal is of no use, and what is printed is made safe for one. */
export const HTML_NEEDS_FILE = '--format html: give --out FILE as well';
