import type { Value } from '../vmstate/model/model.ts';
import { QTAILQ } from './codes.ts';
import { appendToTailq, headSize, insertInList, writeEmptyHead } from './links.ts';
import { addPointee } from './noise.ts';
import type { MemberPlan } from './plan.ts';
import { addFilled, type Store } from './store-walk.ts';

/**
 * Adds the elements to the list whose head is at `head`. For a source the head is
 * initialized first; a load continues the existing list, and allocates a block for each
 * element.
 */
export function storeList(store: Store, planned: MemberPlan, value: Value, head: number): void {
  const { memory, draw, sink, path } = store;
  const { code, struct } = planned;
  const { pointerSize } = memory.abi;
  const load = store.mode === 'load';
  if (struct === null || !Array.isArray(value)) return;
  if (!load) {
    writeEmptyHead(memory, code, head);
    for (let at = head; at < head + headSize(memory.abi, code); at += pointerSize) memory.slots.push(at);
    store.marks.emptied.push(head, code);
  }
  let last: number | null = null;
  for (let i = 0; i < value.length; i++) {
    const values = value[i];
    // Elements that were in the list before the load.
    if (!Array.isArray(values)) continue;
    const name = sink === null ? '' : `${path}[${i}]`;
    store.path = name;
    const element = load ? addFilled(memory, struct.size, store.fill) : addPointee(memory, draw, struct.size);
    store.storeStruct(store, struct, values, element);
    const link = element + struct.linkOffset;
    if (!load) memory.slots.push(link, link + pointerSize);
    const leading =
      code === QTAILQ
        ? appendToTailq(memory, head, element, link)
        : insertInList(memory, { head, previous: last }, link, struct.linkOffset);
    last = link;
    if (sink === null) continue;
    sink(link, 2 * pointerSize, name, 'pointer');
    sink(head, headSize(memory.abi, code), path, 'pointer');
    if (leading !== null) sink(leading, pointerSize, path, 'pointer');
  }
}
