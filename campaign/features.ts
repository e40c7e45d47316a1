import type { Hello } from '../engine/engine.ts';
import { combinationsOf, featuresOf, type Census } from '../generators/census.ts';
import { featuresOfDialect, formText, formsOf, isAllowed, type Form } from '../generators/forms.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { flagsFromNames } from '../vmstate/flags.ts';

/** From this many cases on, whatever was never generated is a defect and not chance. */
export const ENOUGH_CASES = 10_000;

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

/** Forms, flags and types that should have been generated and never were. */
export function missingFrom(census: Census, hello: Hello, dialect: Dialect): string[] {
  if (census.cases < ENOUGH_CASES) return [];
  const allows = allowedBy(hello);
  const generated = featuresOf(census);
  const features = featuresOfDialect(dialect).filter((feature) => allows(feature) && !generated.has(feature));
  const seen = formsIn(census);
  const forms = formsOf(dialect).filter((form) => isAllowed(form, allows) && !seen.has(keyOf(form)));
  // Without every feature some forms cannot be: only then are they the engine's affair.
  return leftOutOf(hello, dialect).some((feature) => feature !== 'op:measure') ? features : [...features, ...forms.map(formText)];
}

function formsIn(census: Census): Set<string> {
  const kinds: Readonly<Record<string, Form['type']>> = { buffer: 'buffer', unused_buffer: 'unused', struct: 'struct' };
  return new Set(
    combinationsOf(census).map(({ flags, type }) => keyOf({ flags: flagsFromNames(flags) ?? 0, type: kinds[type] ?? 'scalar' })),
  );
}

function keyOf({ flags, type }: Form): string {
  return `${flags}/${type}`;
}
