import type { Knob } from './knobs.ts';
import { settingOf, type Setting } from './trials.ts';

/** With more knobs than this they are turned one at a time. */
const ALL_OF = 6;

/** Every way in which the free knobs can stand, or with many of them: none, all, each alone and all but each. */
export function valuesOf(knobs: readonly Knob[]): ReadonlyMap<Knob, number>[] {
  const free = knobs.filter(isFree);
  const base = new Map(
    knobs.filter(isHalfFixed).map((knob) => [knob, knob.fixed.source ?? knob.fixed.destination ?? 0]),
  );
  const standing = (isOn: (index: number) => boolean): Map<Knob, number> =>
    new Map([...base, ...free.map((knob, index): [Knob, number] => [knob, Number(isOn(index))])]);
  if (free.length <= ALL_OF)
    return Array.from({ length: 2 ** free.length }, (_, bits) => standing((index) => ((bits >> index) & 1) === 1));
  return [
    standing(() => false),
    standing(() => true),
    ...free.flatMap((_, one) => [standing((index) => index === one), standing((index) => index !== one)]),
  ];
}

/** Whether a knob is turned on both sides at once: it is no count, and nothing is known of it. */
export function isFree({ kind, fixed }: Knob): boolean {
  return kind !== 'count' && fixed.source === undefined && fixed.destination === undefined;
}

/** What is known on one side is assumed of the other. */
function isHalfFixed({ kind, fixed }: Knob): boolean {
  return kind !== 'count' && (fixed.source !== undefined || fixed.destination !== undefined);
}

/**
 * The plain state of each way, then other values and counts where nothing, and
 * where everything, is on. Where the grammars are equal the two ends are enough.
 */
export function settingsOf(knobs: readonly Knob[], equal: boolean): Setting[] {
  const values = valuesOf(knobs);
  const plain = values.map(settingOf);
  const ends = [values[0], knobs.filter(isFree).length > ALL_OF ? values[1] : values.at(-1)].filter(
    (one, index, all) => one !== undefined && all.indexOf(one) === index,
  );
  return [
    ...(equal ? ends.map((one = new Map<Knob, number>()) => settingOf(one)) : plain),
    ...ends.flatMap((one = new Map<Knob, number>()): Setting[] => [
      { ...settingOf(one), fill: 'small' },
      { ...settingOf(one), fill: 'highest', counts: 2, nulls: true },
      { ...settingOf(one), counts: 0 },
    ]),
  ];
}
