/** An engine that hangs does not hold up the end of a run that was ended: its answers come too late. */
const GRACE_MS = 500;

/** What was awaited, or `instead` if it is not there soon after the signal. */
export async function untilAborted<T>(done: Promise<T>, signal: AbortSignal | undefined, instead: T): Promise<T> {
  if (signal === undefined) return await done;
  let timer: NodeJS.Timeout | undefined;
  let stop: () => void = () => undefined;
  const late = new Promise<T>((resolve) => {
    stop = () => {
      timer = setTimeout(resolve, GRACE_MS, instead);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
