import { EXIT, type ExitCode } from './exit-codes.ts';

/** Why a command cannot do what it was asked to, in words for the user. */
export interface Problem {
  readonly kind: 'problem';
  readonly exit: ExitCode;
  /** What is wrong and what to do about it; further lines are the engine's own. */
  readonly message: string;
}

/** A wrong flag or file, or something to be set up first. */
export function usageProblem(message: string): Problem {
  return { kind: 'problem', exit: EXIT.usage, message };
}

/** An engine that cannot be asked anything. */
export function unusableEngine(message: string): Problem {
  return { kind: 'problem', exit: EXIT.unusable, message };
}

export function isProblem(value: object): value is Problem {
  return 'kind' in value && value.kind === 'problem';
}
