/** What a command knows of the world around it; tests give it another. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` takes colours. */
  readonly color: boolean;
  /** Shows one line that the next call replaces, null removes it; null where nobody watches. */
  readonly progress: ((line: string | null) => void) | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file in which the last check is remembered; absent: nowhere. */
  readonly lastCheck?: string | undefined;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
