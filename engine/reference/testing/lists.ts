import type { Abi } from '../../../vmstate/host/abi.ts';
import type { VMStateDescription } from '../../../vmstate/host/description.ts';
import type { Memory } from '../../../vmstate/host/memory.ts';
import { memoryOf, vmsd, type PointerLink } from './device.ts';

export type List = 'qtailq' | 'qlist';

export const lists: readonly List[] = ['qtailq', 'qlist'];

export const element: VMStateDescription = vmsd(
  [
    { name: 'v', size: 1, info: 'uint8' },
    { name: 'w', offset: 1, size: 1, info: 'uint8', version_id: 2 },
  ],
  { name: 'element', version_id: 2, minimum_version_id: 1 },
);

/** A device with a list. The head lies at 8, the link of an element at 8. */
export function listDevice(info: List, version_id = 2, of: VMStateDescription = element): VMStateDescription {
  return vmsd([{ name: 'list', offset: 8, size: 24, start: 8, info, version_id, vmsd: of }], { version_id: 3 });
}

/** Its memory, with these elements in the list: blocks 1, 2, … */
export function listMemory(abi: Abi, info: List, elements: readonly string[]): Memory {
  const word = abi.pointerSize;
  const at = (i: number): readonly [number, number] => (i < 0 ? [0, 8] : [i + 1, 8]);
  const links: PointerLink[] = [[[0, 8], elements.length === 0 ? null : [1, 0]]];
  if (info === 'qtailq') links.push([[0, 8 + word], at(elements.length - 1)]);
  elements.forEach((_, i) => {
    links.push([[i + 1, 8], i + 1 < elements.length ? [i + 2, 0] : null], [[i + 1, 8 + word], at(i - 1)]);
  });
  return memoryOf(abi, ['00'.repeat(24), ...elements.map((e) => e.padEnd(48, '0'))], links);
}
