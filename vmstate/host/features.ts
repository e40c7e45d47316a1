import { flagNames } from './flags.ts';
import { infos, undriven } from '../info.ts';

/** What a request may ask for beyond its answer. */
export const operations = [
  'op:measure',
  'op:vmdesc',
  'op:trace',
  'op:chunk',
  'op:written',
  'op:opaque',
  'op:message',
] as const;

/** Those about memory: an engine that sees values cannot do them. */
export const memoryOperations: readonly string[] = ['op:measure', 'op:opaque'];

/**
 * What steers the search for cases, in engines that are built for it: no law asks for it, and
 * nothing is left out without it.
 */
export const COVERAGE = 'op:coverage';

/** Parts of a description that it can do without. */
export const parts = ['part:field_exists', 'part:hooks', 'part:subsections', 'part:tmp-copies', 'part:widths'] as const;

/**
 * Every name that an engine may list and this suite understands.
 *
 * @since 0.1.0
 */
export const knownFeatures: readonly string[] = [
  ...operations,
  COVERAGE,
  ...flagNames,
  ...[...infos, ...undriven.keys()].map((info) => `info:${info}`),
  ...parts,
];

/** A feature; or some, of which one will do. */
export type Need = string | readonly string[];

/** Of several that would do these are named. */
const SHOWN = 3;

/** What is needed and not among the features, in words: `VMS_ARRAY, any of info:int8 info:uint8`; null: nothing. */
export function lackingText(features: readonly string[], needs: readonly Need[]): string | null {
  const lacks = needs.filter((need) => ![need].flat().some((feature) => features.includes(feature)));
  const texts = lacks.map((need) =>
    typeof need === 'string' ? need : `any of ${need.slice(0, SHOWN).join(' ')}${need.length > SHOWN ? ' …' : ''}`,
  );
  return texts.length === 0 ? null : texts.join(', ');
}

/** An unknown name, and the known one that it most likely stands for; null: none is near. */
export interface UnknownFeature {
  readonly feature: string;
  readonly nearest: string | null;
}

/** The names of a list that this release does not know, so that no request uses them. */
export function unknownFeatures(features: readonly string[]): UnknownFeature[] {
  const unknown = [...new Set(features)].filter((feature) => !knownFeatures.includes(feature));
  return unknown.map((feature) => ({ feature, nearest: nearestTo(feature) }));
}

/** The known feature of this very name, but for prefix and case; null: none. */
export function meantBy(feature: string): string | null {
  return knownFeatures.find((known) => bare(known) === bare(feature)) ?? null;
}

/** All in one line, for a person. */
export function unknownText(unknown: readonly UnknownFeature[]): string {
  return unknown
    .map(({ feature, nearest }) => `${quoted(feature)}${nearest === null ? '' : ` (do you mean "${nearest}"?)`}`)
    .join(', ');
}

function quoted(feature: string): string {
  return JSON.stringify(feature.length > 60 ? `${feature.slice(0, 60)}…` : feature);
}

function nearestTo(feature: string): string | null {
  const meant = meantBy(feature);
  if (meant !== null) return meant;
  const wanted = bare(feature);
  // A third of its letters wrong is another name.
  let most = Math.floor(wanted.length / 3);
  let nearest: string | null = null;
  for (const known of knownFeatures) {
    const distance = distanceOf(wanted, bare(known), most);
    if (distance > most) continue;
    nearest = known;
    most = distance - 1;
  }
  return nearest;
}

function bare(feature: string): string {
  return feature.toLowerCase().replace(/^(op:|info:|part:)?(vms_|vmstate_info_)?/, '');
}

/** Letters to be put in, taken out, changed or swapped (Damerau, Levenshtein); anything above `most` once that is clear. */
function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (above[j - 2] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row[b.length] ?? most + 1;
}
