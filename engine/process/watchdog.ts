/** Calls back when nothing happens for `ms` while an answer is awaited. */
export interface Watchdog {
  /** Something is awaited, or has just come closer. */
  progress(): void;
  /** Nothing is awaited. */
  rest(): void;
}

export function createWatchdog(ms: number, bark: () => void): Watchdog {
  let timer: NodeJS.Timeout | null = null;
  /** When the last progress was, or null at rest. */
  let since: number | null = null;

  // One timer for thousands of requests: it only looks at the time when it fires.
  function look(): void {
    timer = null;
    if (since === null) return;
    const left = since + ms - performance.now();
    if (left > 0) {
      timer = setTimeout(look, Math.ceil(left)).unref();
    } else {
      since = null;
      bark();
    }
  }

  return {
    progress() {
      since = performance.now();
      timer ??= setTimeout(look, ms).unref();
    },
    rest() {
      since = null;
    },
  };
}
