import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import type { VmdescOps } from '../../engine/reference/vmdesc-ops.ts';
import { breach, type FaultyEngine, type RuleName } from './faulty-engine.ts';

/** A fault in what is said of the bytes, which themselves are right. */
function misdescribed(
  rule: RuleName,
  id: string,
  breaks: string,
  wrong: (right: VmdescOps) => Partial<VmdescOps>,
  only: readonly Dialect[] = dialects,
): FaultyEngine {
  return breach(rule, id, breaks, ({ vmdesc }) => ({ vmdesc: { ...vmdesc, ...wrong(vmdesc) } }), only);
}

export const vmdescFaults: readonly FaultyEngine[] = [
  breach(
    'VMS-DESC-1',
    'vmdesc-size-without-subsections',
    'The size of a struct does not count its subsections.',
    (right) => {
      let inside = 0;
      return {
        saveSubsections(machine, vmsd, opaque) {
          const before = machine.output.used - machine.output.start;
          const code = right.saveSubsections(machine, vmsd, opaque);
          inside = machine.output.used - machine.output.start - before;
          return code;
        },
        vmdesc: {
          ...right.vmdesc,
          size(written) {
            const own = written - inside;
            inside = 0;
            return right.vmdesc.size(own);
          },
        },
      };
    },
  ),
  misdescribed('VMS-DESC-1', 'vmdesc-names-unnumbered', 'Fields of the same name are not numbered.', () => ({
    name: (_vmsd, field) => field.name,
  })),
  misdescribed(
    'VMS-DESC-1',
    'vmdesc-names-numbered-from-1',
    'Fields of the same name are numbered from 1.',
    (right) => ({
      name: (vmsd, field, isMarker) =>
        right.name(vmsd, field, isMarker).replace(/\[(\d+)\]$/, (_, k: string) => `[${Number(k) + 1}]`),
    }),
  ),
  misdescribed('VMS-DESC-2', 'vmdesc-array-len-less', 'array_len is one less than there are elements.', (right) => ({
    span(machine, field, run, elements) {
      right.span(machine, field, run, elements);
      if (run.max > 2) run.max--;
    },
  })),
  misdescribed('VMS-DESC-2', 'vmdesc-never-compressed', 'Every element of an array has an entry.', () => ({
    alike: () => false,
    closes: () => false,
  })),
  misdescribed('VMS-DESC-2', 'vmdesc-always-compressed', 'Only the first element of an array has an entry.', () => ({
    alike: () => true,
    closes: () => true,
  })),
  misdescribed(
    'VMS-DESC-2',
    'vmdesc-null-as-element',
    'A marker is described like the element that it stands for.',
    () => ({
      markerType: null,
    }),
    ['qemu-10.0', 'qemu-10.2', 'qemu-11.1'],
  ),
  misdescribed('VMS-DESC-3', 'vmdesc-names-as-bytes', 'Each byte of a name is taken for a character.', (right) => ({
    name: (vmsd, field, isMarker) => Buffer.from(right.name(vmsd, field, isMarker), 'utf8').toString('latin1'),
  })),
];
