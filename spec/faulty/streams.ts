import { traitsOf } from '../../vmstate/dialect.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { getByte } from '../../engine/reference/input.ts';
import { answerFault, areaFault, ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Wrong ends, wrong errors. */
export const streamFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'consume', id: 'extra-byte-consumed', breaks: 'A load takes one byte more than it needs.' },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const code = right.subsections(machine, vmsd, opaque);
        if (machine.depth < 0 && code === 0) getByte(machine.input);
        return code;
      },
    }),
  ),
  areaFault(
    { area: 'consume', id: 'peek-consumes', breaks: 'Looking for a subsection after a nested struct takes the byte.' },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const code = right.subsections(machine, vmsd, opaque);
        if (machine.depth >= 0 && code === 0) getByte(machine.input);
        return code;
      },
    }),
  ),
  areaFault(
    { area: 'consume', id: 'short-stream-accepted', breaks: 'Missing bytes at the end of the stream are no error.' },
    (right) => ({
      get(machine, info, address, size) {
        const code = right.get(machine, info, address, size);
        machine.input.error = 0;
        return code;
      },
    }),
  ),
  areaFault(
    { area: 'consume', id: 'nested-end-forgiven', breaks: 'A nested struct that ends the stream is no error.' },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const { error } = machine.input;
        const code = right.subsections(machine, vmsd, opaque);
        if (machine.depth >= 0 && code === 0) machine.input.error = error;
        return code;
      },
    }),
  ),
  areaFault(
    {
      area: 'consume',
      id: 'own-subsection-ignored',
      breaks: "An unknown subsection of this struct's name is no error.",
    },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        right.subsections(machine, vmsd, opaque);
        return 0;
      },
    }),
  ),
  areaFault(
    {
      area: 'chunks',
      id: 'short-read-is-the-end',
      breaks: 'Where one read gives less than is wanted, no more is read.',
    },
    (right) => ({
      reading: { ...right.reading, again: false },
    }),
  ),
  areaFault(
    {
      area: 'chunks',
      id: 'cut-buffer-in-place',
      breaks: 'A buffer in which the stream ends gets the bytes that came.',
    },
    (right) => ({
      reading: { ...right.reading, staleIndex: false },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-STREAM-5'],
      id: 'read-on-after-an-error',
      breaks: 'A stream that has an error is read on.',
      dialects: ['qemu-8.2', 'qemu-10.0'],
    },
    (right) => ({
      reading: { ...right.reading, afterError: true },
    }),
  ),
  areaFault(
    {
      area: 'refusal',
      id: 'refusal-code-of-the-other-release',
      breaks: 'Refusals carry the code that the other release gives them.',
    },
    (_right, dialect) => ({
      refusal: (code) => (traitsOf(dialect).autoAlloc ? code : EINVAL),
    }),
  ),
  answerFault(
    {
      rules: ['VMS-WIRE-2', 'VMS-WIRE-4', 'VMS-TIMER-1', 'VMS-LIST-2', 'VMS-TREE-2'],
      id: 'resaved-echoed',
      breaks: 'What is said to be saved after a load are the bytes that were loaded.',
    },
    (right) => ({
      load(request) {
        const loaded = right.load(request);
        return loaded.status === 'ok' && loaded.resaved !== null
          ? { ...loaded, resaved: request.wire.slice(0, loaded.consumed) }
          : loaded;
      },
    }),
  ),
];
