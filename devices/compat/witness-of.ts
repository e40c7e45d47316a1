import type { Span } from '../../oracle/wire/span.ts';
import type { Owner, Witness } from './answer.ts';
import type { Result } from './trials.ts';
import { streamOf } from './witness.ts';

/** What a result shows; null where everything was loaded as it was saved. */
export function witnessOf(result: Result): Witness | null {
  const { outcome, saved, read } = result;
  if (outcome.kind === 'same') return null;
  return {
    outcome,
    state: stateLines(result),
    stream: Buffer.from(streamOf(saved)).toString('hex'),
    source: saved.spans.map(ownerOf),
    destination: read.spans.map(ownerOf),
  };
}

function ownerOf({ start, length, path, type, value }: Span): Owner {
  return { start, length, path, type, value };
}

function stateLines({ setting: { values, counts, fill } }: Result): string[] {
  const lines = [...values].map(([{ kind, fields }, value]) => {
    const names = fields.join(', ');
    return kind === 'needed'
      ? `${names} is ${value === 0 ? 'not ' : ''}sent`
      : `the test of ${names} says ${value === 0 ? 'no' : 'yes'}`;
  });
  return [...lines, `arrays of ${counts}, ${fillText(fill)}`];
}

function fillText(fill: 'distinct' | 'small' | 'highest'): string {
  switch (fill) {
    case 'distinct':
      return 'every byte another';
    case 'small':
      return 'every value 1';
    case 'highest':
      return 'every bit 1';
  }
}
