import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import type { EqualityAssumption } from './answer.ts';
import type { Knob } from './knobs.ts';

/** What the sides must have alike: tests and counts of both, and values that a load of the shape compares. */
export function alikeOf(knobs: readonly Knob[], loaded: StructShape): EqualityAssumption[] {
  const read = knobs.flatMap(({ kind, source, destination, fixed, fields }): EqualityAssumption[] => {
    if (kind === 'needed' || kind === 'valid' || source === null || destination === null) return [];
    if (fixed.source !== undefined && fixed.destination !== undefined) return [];
    // One order for both directions.
    return source.hidden || destination.hidden ? [{ what: kind, fields: fields.toSorted() }] : [];
  });
  const compared = new Set(comparedIn(loaded));
  return [...read, ...[...compared].map((field): EqualityAssumption => ({ what: 'value', fields: [field] }))];
}

/** Fields with a check, as `description.field`. */
function comparedIn({ name, members, subsections = [] }: StructShape): string[] {
  return [
    ...members.flatMap((member) =>
      member.element.kind === 'checked' ? [`${name}.${member.name}`] : structsOf(member.element).flatMap(comparedIn),
    ),
    ...subsections.flatMap(({ struct }) => comparedIn(struct)),
  ];
}
