import type { Broken } from '../engine.ts';
import type { Pending } from './pending.ts';

/** What is known of a breakdown with several requests in flight, none of which brings it about again alone. */
export function severalText(fault: Pick<Broken, 'status' | 'message'>, owed: readonly Pending[]): string {
  const known = `${inFlightText(fault, owed)}; each of them, sent again alone, is answered`;
  return fault.status === 'hung' ? `${known}; if the machine was busy, give a longer --timeout` : known;
}

/** The same while it is not known whether one of them does. */
export function unfinishedText(fault: Pick<Broken, 'status' | 'message'>, owed: readonly Pending[]): string {
  return `${inFlightText(fault, owed)}; the run ended before each of them was sent again alone`;
}

function inFlightText({ message }: Pick<Broken, 'message'>, owed: readonly Pending[]): string {
  const operations = [...new Set(owed.map(operationOf))].sort().join(' and ');
  return `${message}, with ${owed.length} requests in flight (${operations})`;
}

function operationOf(pending: Pending): string {
  return /"op":"([a-z]+)"/.exec(pending.body[0] ?? '')?.[1] ?? 'unknown';
}
