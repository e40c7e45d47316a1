import type { Broken } from '../engine.ts';
import type { Pending } from './pending.ts';

/** What is known of a breakdown with several requests in flight, none of which brings it about again alone. */
export function severalText({ status, message }: Pick<Broken, 'status' | 'message'>, owed: readonly Pending[]): string {
  const operations = [...new Set(owed.map(operationOf))].sort().join(' and ');
  const known = `${message}, with ${owed.length} requests in flight (${operations}); each of them, sent again alone, is answered`;
  return status === 'hung' ? `${known}; if the machine was busy, give a longer --timeout` : known;
}

function operationOf(pending: Pending): string {
  return /"op":"([a-z]+)"/.exec(pending.body[0] ?? '')?.[1] ?? 'unknown';
}
