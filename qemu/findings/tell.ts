import type { Verdict } from './judge.ts';

/** The line about one finding and one engine. */
export function lineOf(name: string, engine: string, verdict: Verdict): string {
  const start = `${name} ${engine}:`;
  switch (verdict.kind) {
    case 'observed':
      return `${start} as observed (${verdict.exchanges} ${verdict.exchanges === 1 ? 'request' : 'requests'})`;
    case 'gone':
      return `${start} no longer happens: ${verdict.says}`;
    case 'differs':
      return `${start} differs: ${verdict.says} Now: ${verdict.now}`;
  }
}
