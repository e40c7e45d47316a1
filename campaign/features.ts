import type { Hello } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import { featureCounts, type GenerationStatistics } from './coverage/statistics.ts';
import { featuresOfDialect } from '../vmstate/forms/forms.ts';
import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { memoryOperations, operations } from '../vmstate/host/features.ts';
import { scalars } from '../vmstate/info.ts';
import { ENOUGH_CASES, fewFeatures, fewOfDialect } from './coverage/thresholds.ts';

/** What may be generated for an engine. */
export function allowedBy(hello: Pick<Hello, 'features'>): (feature: string) => boolean {
  const features = new Set(hello.features);
  return (feature) => features.has(feature);
}

/** Features of the dialect, and of these operations, that the engine does not support and could. */
export function leftOutOf(
  hello: Pick<Hello, 'features' | 'view'>,
  dialect: Dialect,
  asked: readonly string[] = operations,
): string[] {
  const allows = allowedBy(hello);
  // Values have neither sizes nor addresses: nobody asks for them.
  const possible = asked.filter((operation) => hello.view === 'memory' || !memoryOperations.includes(operation));
  return [...featuresOfDialect(dialect), ...possible].filter(
    (feature) => !allows(feature) && matters(feature, dialect),
  );
}

/** Where flags and release say how counts and sizes are read, nothing is left out without their widths. */
function matters(feature: string, dialect: Dialect): boolean {
  return feature !== 'part:widths' || traitsOf(dialect).ownWidths;
}

/** Why nothing at all can be generated from these features, in words for the user; null: something can. */
export function tooFew(features: readonly string[]): string | null {
  const types = scalars.map((type) => `info:${type}`);
  if (features.includes('VMS_SINGLE') && types.some((type) => features.includes(type))) return null;
  return `no case can be generated: the minimum is VMS_SINGLE and one of ${types.join(', ')}`;
}

/** The laws about what an engine sees, and those about what it does not. */
export function lawsFor({ view }: Hello, laws: readonly Law[]): { readonly judged: Law[]; readonly leftOut: Law[] } {
  const sees = (law: Law): boolean => law.view === undefined || law.view === view;
  return { judged: laws.filter(sees), leftOut: laws.filter((law) => !sees(law)) };
}

/** What should have been generated, and never was or too seldom; nothing where the engine lacks a feature, without which others cannot be. */
export function missingFrom(statistics: GenerationStatistics, hello: Hello, dialect: Dialect): string[] {
  if (statistics.cases < ENOUGH_CASES || isPartial(hello, dialect)) return [];
  return [...fewFeatures(statistics, featuresOfDialect(dialect)), ...fewOfDialect(statistics, dialect)];
}

/** From so many cases on a feature that none has is not left out by chance. */
const SOME_CASES = 300;

/** What an engine lists and nothing was made of: some need others, which it does not list. */
export function unmadeOf(statistics: GenerationStatistics, hello: Hello, dialect: Dialect): string[] {
  if (statistics.cases < SOME_CASES || !isPartial(hello, dialect)) return [];
  const generated = featureCounts(statistics);
  return featuresOfDialect(dialect).filter(
    (feature) => allowedBy(hello)(feature) && (generated.get(feature) ?? 0) === 0,
  );
}

function isPartial(hello: Hello, dialect: Dialect): boolean {
  return leftOutOf(hello, dialect).some((feature) => !feature.startsWith('op:'));
}
