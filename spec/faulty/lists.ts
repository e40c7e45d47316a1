import { loadPointer, NULL_ADDRESS, replacePointer } from '../../engine/reference/access.ts';
import { LIST_MORE } from '../../vmstate/wire.ts';
import { putByte } from '../../engine/reference/output.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Lists sent or linked wrongly. */
export const listFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-LIST-1'], id: 'list-end-missing', breaks: 'Nothing is sent behind the last element of a list.' },
    (right) => ({
      putListByte(machine, more) {
        if (more) right.putListByte(machine, more);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-LIST-1'], id: 'list-more-is-0xff', breaks: 'The byte before an element of a list is 0xff.' },
    () => ({
      putListByte(machine, more) {
        putByte(machine.output, more ? 0xff : 0);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-LIST-1'], id: 'list-first-only', breaks: 'Only the first element of a list is sent.' },
    (right) => ({
      putList(machine, field, head) {
        const start = field.start ?? 0;
        const first = loadPointer(machine, head);
        if (first === NULL_ADDRESS) return right.putList(machine, field, head);
        const next = loadPointer(machine, first + start);
        replacePointer(machine, first + start, null);
        const code = right.putList(machine, field, head);
        replacePointer(machine, first + start, next);
        return code;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-LIST-2'], id: 'list-prepended', breaks: 'A loaded element becomes the first of its list.' },
    (right) => ({
      linkQlist(machine, list, element) {
        right.linkQlist(machine, { ...list, previous: NULL_ADDRESS }, element);
      },
      linkQtailq(machine, list, element) {
        const { head, start } = list;
        const first = loadPointer(machine, head);
        if (first === NULL_ADDRESS) right.linkQtailq(machine, { ...list, previous: NULL_ADDRESS }, element);
        else {
          const link = element + start;
          const word = machine.pointerSize;
          replacePointer(machine, link, first);
          replacePointer(machine, link + word, head);
          replacePointer(machine, first + start + word, link);
          replacePointer(machine, head, element);
        }
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-LIST-2'],
      id: 'qtailq-end-not-updated',
      breaks: 'The head of a tail queue does not learn its last element.',
    },
    (right) => ({
      linkQtailq(machine, list, element) {
        const { start, previous } = list;
        right.linkQtailq(machine, list, element);
        const last = previous === NULL_ADDRESS ? list.head : previous + start;
        replacePointer(machine, list.head + machine.pointerSize, last);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-LIST-2'],
      id: 'list-back-link-to-element',
      breaks: 'The back link of an element is the element before, not its link.',
    },
    (right) => ({
      linkQlist(machine, list, element) {
        const { start, previous } = list;
        right.linkQlist(machine, list, element);
        if (previous !== NULL_ADDRESS) replacePointer(machine, element + start + machine.pointerSize, previous);
      },
      linkQtailq(machine, list, element) {
        const { start, previous } = list;
        right.linkQtailq(machine, list, element);
        if (previous !== NULL_ADDRESS) replacePointer(machine, element + start + machine.pointerSize, previous);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-LIST-2'], id: 'list-only-byte-1', breaks: 'A load of a list takes any byte but 1 for its end.' },
    (right) => ({
      announces: (info, byte) => (info === 'gtree' ? right.announces(info, byte) : byte === LIST_MORE),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-LIST-2'],
      id: 'list-loaded-at-own-version',
      breaks: 'The elements of a list are loaded at the version of their description.',
    },
    () => ({
      elementVersion: (_field, vmsd) => vmsd.version_id,
    }),
  ),
  ruleFault({ rules: ['VMS-LIST-2'], id: 'list-reversed', breaks: 'A load turns the whole list around.' }, (right) => ({
    getList(machine, field, head) {
      const code = right.getList(machine, field, head);
      if (code !== 0) return code;
      const start = field.start ?? 0;
      const elements: number[] = [];
      for (let each = loadPointer(machine, head); each !== NULL_ADDRESS; each = loadPointer(machine, each + start))
        elements.push(each);
      replacePointer(machine, head, null);
      const isTail = field.info === 'qtailq';
      if (isTail) replacePointer(machine, head + machine.pointerSize, head);
      const link = isTail ? right.linkQtailq : right.linkQlist;
      let previous = NULL_ADDRESS;
      for (const element of elements.toReversed()) {
        link(machine, { head, start, previous }, element);
        previous = element;
      }
      return code;
    },
  })),
];
