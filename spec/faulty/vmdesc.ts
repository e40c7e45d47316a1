import type { VmdescOps } from '../../engine/reference/vmdesc-ops.ts';
import { ruleFault, type FaultyEngine, type RuleFaultInfo } from './faulty-engine.ts';

/** A fault in the vmdesc alone: the bytes of the state are right. */
function vmdescFault(info: RuleFaultInfo, wrong: (right: VmdescOps) => Partial<VmdescOps>): FaultyEngine {
  return ruleFault(info, ({ vmdesc }) => ({ vmdesc: { ...vmdesc, ...wrong(vmdesc) } }));
}

export const vmdescFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-DESC-1'],
      id: 'vmdesc-size-without-subsections',
      breaks: 'The size of a struct does not count its subsections.',
    },
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
  vmdescFault(
    { rules: ['VMS-DESC-1'], id: 'vmdesc-names-unnumbered', breaks: 'Fields of the same name are not numbered.' },
    () => ({
      name: (_vmsd, field) => field.name,
    }),
  ),
  vmdescFault(
    {
      rules: ['VMS-DESC-1'],
      id: 'vmdesc-names-numbered-from-1',
      breaks: 'Fields of the same name are numbered from 1.',
    },
    (right) => ({
      name: (vmsd, field, isMarker) =>
        right.name(vmsd, field, isMarker).replace(/\[(\d+)\]$/, (_, k: string) => `[${Number(k) + 1}]`),
    }),
  ),
  vmdescFault(
    { rules: ['VMS-DESC-2'], id: 'vmdesc-array-len-less', breaks: 'array_len is one less than there are elements.' },
    (right) => ({
      span(machine, field, run, elements) {
        right.span(machine, field, run, elements);
        if (run.max > 2) run.max--;
      },
    }),
  ),
  vmdescFault(
    { rules: ['VMS-DESC-2'], id: 'vmdesc-never-compressed', breaks: 'Every element of an array has an entry.' },
    () => ({
      alike: () => false,
      closes: () => false,
    }),
  ),
  vmdescFault(
    {
      rules: ['VMS-DESC-2'],
      id: 'vmdesc-always-compressed',
      breaks: 'Only the first element of an array has an entry.',
    },
    () => ({
      alike: () => true,
      closes: () => true,
    }),
  ),
  vmdescFault(
    {
      rules: ['VMS-DESC-2'],
      id: 'vmdesc-null-as-element',
      breaks: 'A marker is described like the element that it stands for.',
      dialects: ['qemu-10.0', 'qemu-10.2', 'qemu-11.1', 'qemu-11.2'],
    },
    () => ({
      markerType: null,
    }),
  ),
  vmdescFault(
    { rules: ['VMS-DESC-3'], id: 'vmdesc-names-as-bytes', breaks: 'Each byte of a name is taken for a character.' },
    (right) => ({
      name: (vmsd, field, isMarker) => Buffer.from(right.name(vmsd, field, isMarker), 'utf8').toString('latin1'),
    }),
  ),
];
