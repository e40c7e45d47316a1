import { isDialect, type Dialect } from '../../vmstate/dialect.ts';
import { modelOf, type DeviceModel } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';
import { DeviceProblem } from '../problem.ts';
import type { DescriptionSet } from '../set/types.ts';
import type { Answer, Direction } from './answer.ts';
import { judgePair, type JudgedState } from './judge.ts';

/** A description of a set. */
export interface Described {
  readonly set: DescriptionSet;
  readonly index: number;
}

/** What is known beyond the descriptions. */
export interface Knowledge {
  /** Bytes of infos that devices define, by name. */
  readonly ownInfos: ReadonlyMap<string, number>;
  /** The value of a variable on one side, where it is known. `load`: as the destination of a load. */
  readonly valueOf: (side: 'old' | 'new', variable: Variable, role: 'save' | 'load') => number | undefined;
}

/** The answer for one device, both ways. */
export type DeviceAnswers = Readonly<Record<Direction, Answer>>;

/** Whether streams of the one load in the other, both ways. */
export function compareDevice(old: Described, now: Described, knowledge: Knowledge): DeviceAnswers {
  const { forward, backward } = judgeDevice(old, now, knowledge);
  return { forward: forward.answer, backward: backward.answer };
}

/** The same, with states that show the answers. */
export function judgeDevice(
  old: Described,
  now: Described,
  knowledge: Knowledge,
): Readonly<Record<Direction, JudgedState>> {
  return {
    forward: compareOneWay({ from: old, to: now, direction: 'forward' }, knowledge),
    backward: compareOneWay({ from: now, to: old, direction: 'backward' }, knowledge),
  };
}

interface Way {
  readonly from: Described;
  readonly to: Described;
  readonly direction: Direction;
}

function compareOneWay({ from, to, direction }: Way, { ownInfos, valueOf }: Knowledge): JudgedState {
  try {
    const source = modelOf(from.set, from.index, { role: 'save', storage: 'embedded', ownInfos });
    const { version } = source.shape;
    const destination = modelOf(to.set, to.index, { role: 'load', storage: 'embedded', ownInfos, version });
    const [saver, loader] = direction === 'forward' ? (['old', 'new'] as const) : (['new', 'old'] as const);
    return judgePair({
      pair: {
        source,
        destination,
        dialects: { source: dialectOf(from.set, source), destination: dialectOf(to.set, destination) },
      },
      direction,
      known: {
        source: (variable) => valueOf(saver, variable, 'save'),
        destination: (variable) => valueOf(loader, variable, 'load'),
      },
    });
  } catch (error) {
    if (error instanceof DeviceProblem) return { answer: { kind: 'unknown', why: error.message }, state: () => null };
    throw error;
  }
}

/** That of the set; without one, one that has all that the description uses. */
function dialectOf({ source: { dialect } }: DescriptionSet, { shape }: DeviceModel): Dialect {
  if (dialect !== undefined && isDialect(dialect)) return dialect;
  return JSON.stringify(shape).includes('"slots":"allocated"') || JSON.stringify(shape).includes('"bytearray"')
    ? 'qemu-11.1'
    : 'qemu-10.2';
}
