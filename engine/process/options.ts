/**
 * How to start a program that speaks the protocol, and its limits.
 *
 * @since 0.1.0
 */
export interface ProcessEngineOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string | undefined;
  /** Default: this process's own environment. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Response timeout in milliseconds: how long an engine with open requests may send nothing. Default: 10,000. */
  readonly timeoutMs?: number | undefined;
  readonly helloTimeoutMs?: number | undefined;
  /** Milliseconds the engine gets to exit by itself after `bye`, and again after SIGTERM. */
  readonly closeTimeoutMs?: number | undefined;
  readonly maxInFlight?: number | undefined;
  /** Restarts in a row without an answer. */
  readonly maxFruitlessRestarts?: number | undefined;
  /** The longest line the engine may write, in bytes. */
  readonly maxLineBytes?: number | undefined;
}

/** The same with every default filled in. */
export interface ProcessSettings {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly helloTimeoutMs: number;
  readonly closeTimeoutMs: number;
  readonly maxInFlight: number;
  readonly maxFruitlessRestarts: number;
  readonly maxLineBytes: number;
}

/** Every line beyond this is refused: an engine that never ends one would take all memory. */
export const LONGEST_LINE: number = 64 * 1024 * 1024;

/** What was started, as the user would name it: of `python3 engine.py` the script says more than the program. */
export function nameOf(words: readonly string[]): string {
  const line = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

export function processSettingsOf(options: ProcessEngineOptions): ProcessSettings {
  return {
    command: options.command,
    args: options.args,
    cwd: options.cwd,
    env: options.env ?? process.env,
    timeoutMs: options.timeoutMs ?? 10_000,
    helloTimeoutMs: options.helloTimeoutMs ?? 10_000,
    closeTimeoutMs: options.closeTimeoutMs ?? 1000,
    maxInFlight: Math.max(1, options.maxInFlight ?? 64),
    maxFruitlessRestarts: options.maxFruitlessRestarts ?? 200,
    maxLineBytes: options.maxLineBytes ?? LONGEST_LINE,
  };
}
