import type { DeviceModel } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';
import { renamedTests } from './renamed-tests.ts';

/** Values of variables that are known, by field or subsection (`description.field`, `field`), on each side. */
export interface Known {
  readonly source: (variable: Variable) => number | undefined;
  readonly destination: (variable: Variable) => number | undefined;
}

/**
 * One thing that can be so or so: a test, whether a subsection is sent, or a
 * count. Tests of the same field on both sides are one knob, turned together
 * unless somebody wants to see what happens otherwise.
 */
export interface Knob {
  readonly kind: Variable['kind'];
  readonly source: Variable | null;
  readonly destination: Variable | null;
  readonly fields: readonly string[];
  /** What is known of it on each side. */
  readonly fixed: { readonly source?: number | undefined; readonly destination?: number | undefined };
}

/** The knobs of a pair of models. */
export function knobsOf(source: DeviceModel, destination: DeviceModel, known: Known): readonly Knob[] {
  const ours = distinct(source).filter(({ kind }) => kind !== 'valid');
  // Which subsections a destination would send itself is of no matter to a load.
  const theirs = distinct(destination).filter(({ kind }) => kind !== 'valid' && kind !== 'needed');
  const pairs = new Map<Variable, Variable>();
  const left = new Set(theirs);
  const pair = (isPair: (own: Variable, other: Variable) => boolean): void => {
    for (const own of ours) {
      if (pairs.has(own)) continue;
      const other = theirs.find((one) => left.has(one) && one.kind === own.kind && isPair(own, one));
      if (other === undefined) continue;
      pairs.set(own, other);
      left.delete(other);
    }
  };
  pair(share);
  const { ofSource, ofDestination } = renamedTests(source, destination);
  pair((own, other) => ofSource.get(own)?.some((place) => ofDestination.get(other)?.includes(place)) === true);
  const sent = new Map<string, number>();
  return [
    ...ours.map((own) => numbered(knobOf(own, pairs.get(own) ?? null, known), sent)),
    ...[...left].map((one) => knobOf(null, one, known)),
  ];
}

/** Several subsections may have one name: the second is `dev/s (2)`. */
function numbered(knob: Knob, seen: Map<string, number>): Knob {
  const [name = ''] = knob.fields;
  if (knob.kind !== 'needed') return knob;
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  return count === 1 ? knob : { ...knob, fields: [`${name} (${count})`] };
}

function knobOf(source: Variable | null, destination: Variable | null, known: Known): Knob {
  const kind = (source ?? destination)?.kind ?? 'test';
  return {
    kind,
    source,
    destination,
    fields: [...new Set([...(source?.fields ?? []), ...(destination?.fields ?? [])])],
    fixed: {
      source: source === null ? undefined : known.source(source),
      destination: destination === null ? undefined : known.destination(destination),
    },
  };
}

function distinct(model: DeviceModel): Variable[] {
  return [...new Set(model.variables.values())];
}

/** Whether two tests decide over one field, by its whole name or, where the description has another name, its own. */
function share(a: Variable, b: Variable): boolean {
  return (
    a.fields.some((name) => b.fields.includes(name)) ||
    a.fields.some((name) => b.fields.some((other) => lastName(other) === lastName(name)))
  );
}

function lastName(field: string): string {
  return field.slice(field.indexOf('.') + 1);
}
