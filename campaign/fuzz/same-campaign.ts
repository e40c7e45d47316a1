import type { HeaderRecord } from '../stream/record.ts';

/** What decides the results, in words for the user. */
const parts: readonly (readonly [string, (header: HeaderRecord) => unknown])[] = [
  ['version of the suite', ({ suite }) => suite],
  ['stream format', ({ format }) => format],
  ['engine', ({ engine: { name, version, language } }) => [name, version, language]],
  ['hello of the engine', ({ engine }) => engine],
  ['dialect', ({ dialect }) => dialect],
  ['level', ({ level }) => level],
  ['seed', ({ seed }) => seed],
  ['number of runs', ({ whole }) => whole ?? null],
  ['chunk size', ({ schedule }) => schedule.chunk],
  ['source of cases (--devices, --directed)', ({ schedule }) => [schedule.devices ?? null, schedule.directed ?? null]],
  ['choice of laws', ({ laws, lawsLeftOut }) => [laws, lawsLeftOut]],
  ['list of known failures', ({ known }) => known?.entries ?? null],
];

/** What tells two campaigns apart, whatever their runs; null: nothing, so that their results can be put together. */
export function differenceOfCampaigns(a: HeaderRecord, b: HeaderRecord): string | null {
  return parts.find(([, part]) => JSON.stringify(part(a)) !== JSON.stringify(part(b)))?.[0] ?? null;
}
