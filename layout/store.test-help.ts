import type { Abi } from '../vmstate/host/abi.ts';
import { type Memory } from '../vmstate/host/memory.ts';
import { type Element, type Member, type Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { caseOf, structShape } from './language.test-help.ts';
import { layout, type Layout } from './layout.ts';

export function lay(
  abi: Abi,
  members: readonly Member[],
  values: Value[],
  more: Parameters<typeof structShape>[2] = {},
): Layout {
  return layout(caseOf({ shape: structShape('dev', members, more), values }, abi, 3));
}

/** The arena index of a member of the root. */
export function arenaIndexOf(memory: Memory, { plan }: Layout, i: number): number {
  return (memory.blocks[0]?.start ?? 0) + (plan.members[i]?.offset ?? 0);
}

export function used({ bytes, used: length }: Memory): Uint8Array {
  return bytes.slice(0, length);
}

export const job: Element = { kind: 'list', list: 'qtailq', struct: structShape('job', [scalar('j', 'uint8')]) };
export const entry: Element = { kind: 'list', list: 'qlist', struct: structShape('entry', [scalar('e', 'uint8')]) };
