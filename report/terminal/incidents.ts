import type { Broken } from '../../engine/engine.ts';

/** What differs between breakdowns of one cause: how much was asked at that moment. */
const IN_FLIGHT = /(?<=\bwith )\d+(?= requests? in flight)/;

/** Each text once, however often it came; of texts that differ only in the number of requests in flight, one with the range. */
export function incidentTexts(incidents: readonly Broken[]): string[] {
  const alike = new Map<string, { times: number; least: number; most: number }>();
  for (const { status, message } of incidents) {
    const text = `${status}: ${message}`;
    const inFlight = Number(IN_FLIGHT.exec(text)?.[0] ?? 0);
    const key = text.replace(IN_FLIGHT, '#');
    const { times = 0, least = inFlight, most = inFlight } = alike.get(key) ?? {};
    alike.set(key, { times: times + 1, least: Math.min(least, inFlight), most: Math.max(most, inFlight) });
  }
  return [...alike].map(([key, { times, least, most }]) => {
    const text = key.replace('with # request', `with ${least === most ? least : `${least} to ${most}`} request`);
    return times === 1 ? text : `${text} (${times} times)`;
  });
}
