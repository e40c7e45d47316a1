/** Shows how many runs are done, at most ten times a second. */
export interface Progress {
  readonly tell: (done: number) => void;
  readonly end: () => void;
}

const EVERY_MS = 100;

export function createProgress(show: ((line: string | null) => void) | null, runs: number): Progress {
  if (show === null) return { tell: () => undefined, end: () => undefined };
  let last = 0;
  return {
    tell(done) {
      const now = Date.now();
      if (now - last < EVERY_MS) return;
      last = now;
      show(`${done} of ${runs} runs`);
    },
    end() {
      show(null);
    },
  };
}
