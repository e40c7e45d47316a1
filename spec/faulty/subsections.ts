import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { nextByte, takenOf } from '../../engine/reference/input.ts';
import { EINVAL, QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Subsections sent wrongly. */
const sent: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-SUB-1'],
      id: 'subsection-length-with-end',
      breaks: "The length of a subsection's name counts the zero behind it.",
    },
    (right) => ({
      putSubsectionHeader(machine, sub) {
        const from = machine.output.used - machine.output.start;
        right.putSubsectionHeader(machine, sub);
        const { bytes, start } = machine.output;
        const at = start + from + 1;
        bytes[at] = (bytes[at] ?? 0) + 1;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-SUB-1'], id: 'subsection-version-not-sent', breaks: 'A subsection is sent without its version.' },
    (right) => ({
      putSubsectionHeader(machine, sub) {
        right.putSubsectionHeader(machine, sub);
        machine.output.used -= 4;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-1'],
      id: 'subsection-version-of-stream',
      breaks: 'A subsection is sent with its minimum version.',
    },
    (right) => ({
      putSubsectionHeader(machine, sub) {
        right.putSubsectionHeader(machine, { ...sub, version_id: sub.minimum_version_id });
      },
    }),
  ),
  ruleFault({ rules: ['VMS-SUB-1'], id: 'needed-ignored', breaks: 'Every subsection is sent, needed or not.' }, () => ({
    needed: () => true,
  })),
  ruleFault(
    { rules: ['VMS-SUB-1'], id: 'needed-inverted', breaks: 'The subsections that are not needed are sent.' },
    (right) => ({
      needed: (machine, sub, opaque) => sub.needed === undefined || !right.needed(machine, sub, opaque),
    }),
  ),
  ruleFault(
    { rules: ['VMS-SUB-1'], id: 'subsections-before-fields', breaks: 'Subsections are sent before the fields.' },
    (right) => ({
      saveFields(machine, vmsd, opaque, version) {
        const code = vmsd.subsections === undefined ? 0 : right.saveSubsections(machine, vmsd, opaque);
        return code !== 0 ? code : right.saveFields(machine, vmsd, opaque, version);
      },
      saveSubsections: () => 0,
    }),
  ),
  ruleFault(
    { rules: ['VMS-SUB-1'], id: 'subsections-backwards', breaks: 'Subsections are sent in the opposite order.' },
    (right) => ({
      saveSubsections: (machine, vmsd, opaque) =>
        right.saveSubsections(machine, { ...vmsd, subsections: vmsd.subsections?.toReversed() }, opaque),
    }),
  ),
  ruleFault(
    { rules: ['VMS-SUB-1'], id: 'only-one-subsection', breaks: 'Only the first subsection that is needed is sent.' },
    (right) => ({
      saveSubsections(machine, vmsd, opaque) {
        const first = vmsd.subsections?.find((sub) => right.needed({ ...machine, trace: null }, sub, opaque));
        return first === undefined ? 0 : right.saveSubsections(machine, { ...vmsd, subsections: [first] }, opaque);
      },
    }),
  ),
];

/** Subsections received wrongly. */
const received: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-SUB-2'], id: 'needed-asked-on-load', breaks: 'A load calls needed of its subsections.' },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        for (const sub of vmsd.subsections ?? []) right.needed(machine, sub, opaque);
        return right.subsections(machine, vmsd, opaque);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2'],
      id: 'unknown-subsection-left',
      breaks: 'An unknown subsection of the own name is left to the struct around.',
    },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const code = right.subsections(machine, vmsd, opaque);
        if (code === 0 || nextByte(machine.input) !== QEMU_VM_SUBSECTION) return code;
        machine.error = null;
        return 0;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2'],
      id: 'missing-subsection-refused',
      breaks: 'A stream without a subsection that is always sent is refused.',
    },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const next = nextByte(machine.input);
        const code = right.subsections(machine, vmsd, opaque);
        const expects = vmsd.subsections?.some((sub) => sub.needed === undefined) === true;
        return code === 0 && expects && next !== QEMU_VM_SUBSECTION ? EINVAL : code;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2'],
      id: 'absent-subsection-refused',
      breaks: 'A stream is refused that lacks one of the subsections, needed or not.',
    },
    (right) => {
      let found = new Set<VMStateDescription>();
      return {
        findSubsection(vmsd, name) {
          const sub = right.findSubsection(vmsd, name);
          if (sub !== undefined) found.add(sub);
          return sub;
        },
        subsections(machine, vmsd, opaque) {
          const around = found;
          found = new Set();
          const code = right.subsections(machine, vmsd, opaque);
          const isAbsent = vmsd.subsections?.some((sub) => !found.has(sub)) === true;
          found = around;
          return code === 0 && isAbsent ? EINVAL : code;
        },
      };
    },
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2'],
      id: 'subsection-of-any-name',
      breaks: 'A subsection of an unknown name is taken for the first of the list.',
    },
    (right) => ({
      findSubsection: (vmsd, name) => right.findSubsection(vmsd, name) ?? vmsd.subsections?.[0],
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2'],
      id: 'subsections-in-order-only',
      breaks: 'A subsection is found only behind those that stand before it.',
    },
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const { subsections = [] } = vmsd;
        for (const sub of subsections) {
          const before = takenOf(machine.input);
          const code = right.subsections(machine, { ...vmsd, subsections: [sub] }, opaque);
          if (code === 0) continue;
          if (takenOf(machine.input) !== before || sub === subsections.at(-1)) return code;
          machine.error = null;
        }
        return subsections.length === 0 ? right.subsections(machine, vmsd, opaque) : 0;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-3'],
      id: 'subsection-version-16-bits',
      breaks: 'The version of a subsection is kept in 16 bits.',
    },
    () => ({
      subsectionVersion: (sent32) => sent32 & 0xffff,
    }),
  ),
  ruleFault(
    { rules: ['VMS-SUB-3'], id: 'subsection-version-whole', breaks: 'The version of a subsection is kept as it is.' },
    () => ({
      subsectionVersion: (sent32) => sent32,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2', 'VMS-SUB-4'],
      id: 'subsection-prefix-unchecked',
      breaks: 'A subsection of any name long enough is taken for an own one.',
    },
    () => ({
      claims: (_machine, name, length) => length > name.length,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SUB-2', 'VMS-SUB-4'],
      id: 'subsection-of-same-length',
      breaks: "A name that is no longer than the struct's is taken for a subsection's.",
    },
    (right) => ({
      claims: (machine, name, length) => right.claims(machine, name.subarray(0, -1), length),
    }),
  ),
];

export const subsectionFaults: readonly FaultyEngine[] = [...sent, ...received];
