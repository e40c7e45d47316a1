import type { Hello } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import type { Census } from '../generators/census.ts';
import { featuresOfDialect } from '../generators/forms.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { ENOUGH_CASES, fewFeatures, fewOfDialect } from './enough.ts';

/** What may be generated for an engine. */
export function allowedBy(hello: Hello): (feature: string) => boolean {
  const features = new Set(hello.features);
  return (feature) => features.has(feature);
}

/** Features of the dialect that the engine does not support. */
export function leftOutOf(hello: Hello, dialect: Dialect): string[] {
  const allows = allowedBy(hello);
  return [...featuresOfDialect(dialect), 'op:measure'].filter((feature) => !allows(feature));
}

/** The laws about what an engine sees, and those about what it does not. */
export function lawsFor({ view }: Hello, laws: readonly Law[]): { readonly judged: Law[]; readonly leftOut: Law[] } {
  const sees = (law: Law): boolean => law.view === undefined || law.view === view;
  return { judged: laws.filter(sees), leftOut: laws.filter((law) => !sees(law)) };
}

/** What should have been generated, and never was or too seldom. */
export function missingFrom(census: Census, hello: Hello, dialect: Dialect): string[] {
  if (census.cases < ENOUGH_CASES) return [];
  const allows = allowedBy(hello);
  const features = fewFeatures(census, featuresOfDialect(dialect).filter(allows));
  // Without every feature some of the rest cannot be: only then is it the engine's affair.
  return leftOutOf(hello, dialect).some((feature) => feature !== 'op:measure') ? features : [...features, ...fewOfDialect(census, dialect)];
}
