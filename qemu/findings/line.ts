import type { FindingVerdict } from './judge.ts';

/** One line about one finding and one engine. */
export function lineOf(name: string, engine: string, verdict: FindingVerdict): string {
  const start = `${name} ${engine}:`;
  switch (verdict.kind) {
    case 'observed':
      return `${start} as observed (${verdict.exchanges} ${verdict.exchanges === 1 ? 'request' : 'requests'})`;
    case 'gone':
      return `${start} no longer reproduces: ${verdict.says}`;
    case 'differs':
      return `${start} differs: ${verdict.says} Now: ${verdict.now}`;
  }
}
