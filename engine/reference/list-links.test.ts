import { describe, expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { big32, contents, little64 } from './testing/device.ts';
import { listDevice, listMemory, type List } from './testing/lists.ts';
import { saved, target, verdict } from './testing/run.ts';

/** From the head, then from each block's link: where the next element is, and where the pointer to this one (or the link before) is. */
function links(of: Memory): string[] {
  const word = of.abi.pointerSize;
  return of.blocks.map((_, block) => `${target(of, [block, 8])} ${target(of, [block, 8 + word])}`);
}

const wires = { none: '00 ee', one: '01 5566 00 ee', two: '01 5566 01 7788 00 ee' };

describe.each(dialects)('elements that come to a list of two, %s', (dialect) => {
  function loadInto(info: List, abi: typeof little64, wire: string): Memory {
    const into = listMemory(abi, info, ['1122', '3344']);
    expect(verdict(dialect, listDevice(info), into, wire)).toMatch(/^ok \d+ 0$/);
    return into;
  }

  test.each([little64, big32])('stand behind them in a tail queue, whose head knows the last', (abi) => {
    expect(links(loadInto('qtailq', abi, wires.none))).toEqual(['1+0 2+8', '2+0 0+8', 'NULL 1+8']);
    const more = loadInto('qtailq', abi, wires.two);
    expect(links(more)).toEqual(['1+0 4+8', '2+0 0+8', '3+0 1+8', '4+0 2+8', 'NULL 3+8']);
    expect(saved(dialect, listDevice('qtailq'), more)).toBe('01112201334401556601778800');
  });

  test.each([little64, big32])('stand before them in a list, if it is one', (abi) => {
    const none = loadInto('qlist', abi, wires.none);
    expect(links(none).slice(1)).toEqual(['2+0 0+8', 'NULL 1+8']);
    const one = loadInto('qlist', abi, wires.one);
    expect(target(one, [0, 8])).toBe('3+0');
    expect(links(one).slice(1)).toEqual(['2+0 3+8', 'NULL 1+8', '1+0 0+8']);
    expect(saved(dialect, listDevice('qlist'), one)).toBe('01556601112201334400');
  });

  test('lose them in a list, if they are more', () => {
    const two = loadInto('qlist', little64, wires.two);
    expect(target(two, [0, 8])).toBe('3+0');
    // What was lost still points at its neighbour.
    expect(links(two).slice(1)).toEqual(['2+0 3+8', 'NULL 1+8', '4+0 0+8', 'NULL 3+8']);
    expect(saved(dialect, listDevice('qlist'), two)).toBe('01556601778800');
    expect(contents(two)).toHaveLength(5);
  });
});
