/** The end of an endless text: what an engine wrote to stderr last. */
export interface Tail {
  push(chunk: Buffer): void;
  text(): string;
}

export function createTail(limit = 8192): Tail {
  let kept = Buffer.alloc(0);
  let cut = false;

  return {
    push(chunk) {
      cut ||= kept.length + chunk.length > limit;
      const both = chunk.length >= limit ? chunk : Buffer.concat([kept, chunk]);
      // A copy: a slice would keep the whole chunk alive.
      kept = Buffer.from(both.subarray(Math.max(0, both.length - limit)));
    },
    text() {
      const text = kept.toString('utf8');
      return cut ? text.slice(text.indexOf('\n') + 1) : text;
    },
  };
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
