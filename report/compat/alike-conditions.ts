import type { Answer, Break } from '../../devices/compat/answer.ts';
import type { CompatResult } from '../../devices/compat/compare-sets.ts';
import { alikeText } from './sentences.ts';

/** Something that must be alike on both sides, and how many devices read it: in a binary, one function is one condition. */
export interface AlikeCondition {
  /** `the test of PCIDevice.config`. */
  readonly text: string;
  readonly devices: number;
  /** What happens where it is not, in the words of the answers. */
  readonly otherwise: string;
}

/** Every condition of a result, each once. */
export function alikeConditions({ devices }: CompatResult): AlikeCondition[] {
  const found = new Map<string, { devices: number; otherwise: Break }>();
  for (const { answers } of devices) {
    const own = new Map(
      [answers.forward, answers.backward]
        .flatMap((answer) => ('alike' in answer ? answer.alike : []))
        .map((one) => [alikeText(one), one.otherwise]),
    );
    for (const [text, otherwise] of own) {
      const known = found.get(text);
      if (known === undefined) found.set(text, { devices: 1, otherwise });
      else known.devices += 1;
    }
  }
  return [...found].map(([text, { devices: n, otherwise }]) => ({
    text,
    devices: n,
    otherwise: otherwiseText(otherwise),
  }));
}

/** Whether an answer has no other condition than that both sides are alike in something. */
export function needsAlike(answer: Answer): boolean {
  return answer.kind === 'compatible' && answer.alike.length > 0;
}

/** How many answers do. */
export function countAlike({ devices }: CompatResult): number {
  return devices.flatMap(({ answers }) => [answers.forward, answers.backward]).filter(needsAlike).length;
}

function otherwiseText({ kind }: Break): string {
  switch (kind) {
    case 'refused':
      return 'the stream is refused';
    case 'shifted':
      return 'the stream shifts';
    case 'reinterpreted':
      return 'members get other values';
    case 'unknown':
      return 'unknown: an info that the device defines follows';
  }
}
