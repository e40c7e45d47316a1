import type * as Library from 'bullmq';
import { usageProblem, type CommandProblem } from '../outcome.ts';

/** BullMQ, which is loaded only for a queue: the package does not depend on it. */
export async function loadQueueLibrary(): Promise<
  { readonly kind: 'library'; readonly bullmq: typeof Library } | CommandProblem
> {
  try {
    return { kind: 'library', bullmq: await import('bullmq') };
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    return usageProblem(`--queue needs the packages bullmq and ioredis: npm install bullmq ioredis (${problem})`);
  }
}

/**
 * How a queue is reached: password, database and TLS (`rediss://`) are as the URL says. A
 * server that was restarted is waited for, however long, until the signal is aborted.
 */
export function connectionTo(url: string, over: AbortSignal): Library.ConnectionOptions {
  const retryStrategy = (times: number): number | null => (over.aborted ? null : Math.min(100 * times, 2000));
  return { url, maxRetriesPerRequest: null, retryStrategy };
}

export function isQueueUrl(text: string): boolean {
  return /^rediss?:\/\/\S+$/.test(text);
}

/** The URL without its password, for messages. */
export function shownUrl(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//***@');
}
