/** What the exit code says; scripts may rely on it. */
export const EXIT = {
  conforms: 0,
  nonconform: 1,
  /** Wrong flags, or a configuration that cannot be judged. */
  usage: 2,
  /** The engine does not start, or never says hello. */
  unusable: 3,
  /** A fault of the suite itself. */
  internal: 4,
  /** Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
