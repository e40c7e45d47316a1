import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import type { EqualityAssumption, Break } from './answer.ts';
import type { Knob } from './knobs.ts';
import { valuesOf } from './settings.ts';
import { settingOf, type Setting, type Trials } from './trials.ts';

/**
 * What the sides must have alike: tests and counts of both, where a state in
 * which they differ breaks, and values that a load of the shape compares.
 */
export function alikeOf(knobs: readonly Knob[], loaded: StructShape, trials: Trials): EqualityAssumption[] {
  const read = knobs.filter(isAssumed).flatMap((knob): EqualityAssumption[] => {
    const otherwise = breakOf(knob, knobs, trials);
    if (otherwise === null || knob.kind === 'needed' || knob.kind === 'valid') return [];
    return [{ what: knob.kind, fields: knob.fields, otherwise }];
  });
  const compared = new Set(comparedIn(loaded));
  return [
    ...read,
    ...[...compared].map((field): EqualityAssumption => {
      const otherwise = { kind: 'refused', check: 'not equal', at: field, why: 'the values differ' } as const;
      return { what: 'value', fields: [field], otherwise };
    }),
  ];
}

/** Both sides read it, no field brings it, and it is not known on both. */
function isAssumed({ kind, source, destination, fixed }: Knob): boolean {
  if (kind === 'needed' || kind === 'valid' || source === null || destination === null) return false;
  if (fixed.source !== undefined && fixed.destination !== undefined) return false;
  return source.hidden || destination.hidden;
}

/** What happens where it differs and nothing else does; null: nothing. */
function breakOf(knob: Knob, knobs: readonly Knob[], trials: Trials): Break | null {
  const standings = valuesOf(knobs);
  for (const values of new Set([standings.at(-1), standings[1], standings[0]])) {
    if (values === undefined) continue;
    const base = settingOf(values);
    const [less, more] = knob.kind === 'count' ? [1, 2] : [0, 1];
    if (!isFine(base, trials)) continue;
    for (const [source, destination] of [
      [more, less],
      [less, more],
    ] as const) {
      const result = trials.run({ ...base, apart: { knob, source, destination } });
      if (typeof result !== 'string' && result.outcome.kind !== 'same') return result.outcome;
    }
  }
  return null;
}

function isFine(base: Setting, trials: Trials): boolean {
  const result = trials.run(base);
  return typeof result !== 'string' && result.outcome.kind === 'same';
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
