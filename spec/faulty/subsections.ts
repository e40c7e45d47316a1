import { nextByte, takenOf } from '../../engine/reference/input.ts';
import { EINVAL, QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { breach, type FaultyEngine } from './faulty-engine.ts';

/** Subsections sent wrongly. */
const sent: readonly FaultyEngine[] = [
  breach(
    'VMS-SUB-1',
    'subsection-length-with-end',
    "The length of a subsection's name counts the zero behind it.",
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
  breach('VMS-SUB-1', 'subsection-version-not-sent', 'A subsection is sent without its version.', (right) => ({
    putSubsectionHeader(machine, sub) {
      right.putSubsectionHeader(machine, sub);
      machine.output.used -= 4;
    },
  })),
  breach('VMS-SUB-1', 'subsection-version-of-stream', 'A subsection is sent with its minimum version.', (right) => ({
    putSubsectionHeader(machine, sub) {
      right.putSubsectionHeader(machine, { ...sub, version_id: sub.minimum_version_id });
    },
  })),
  breach('VMS-SUB-1', 'needed-ignored', 'Every subsection is sent, needed or not.', () => ({ needed: () => true })),
  breach('VMS-SUB-1', 'needed-inverted', 'The subsections that are not needed are sent.', (right) => ({
    needed: (machine, sub, opaque) => sub.needed === undefined || !right.needed(machine, sub, opaque),
  })),
  breach('VMS-SUB-1', 'subsections-before-fields', 'Subsections are sent before the fields.', (right) => ({
    saveFields(machine, vmsd, opaque, version) {
      const code = vmsd.subsections === undefined ? 0 : right.saveSubsections(machine, vmsd, opaque);
      return code !== 0 ? code : right.saveFields(machine, vmsd, opaque, version);
    },
    saveSubsections: () => 0,
  })),
  breach('VMS-SUB-1', 'subsections-backwards', 'Subsections are sent in the opposite order.', (right) => ({
    saveSubsections: (machine, vmsd, opaque) =>
      right.saveSubsections(machine, { ...vmsd, subsections: vmsd.subsections?.toReversed() }, opaque),
  })),
  breach('VMS-SUB-1', 'only-one-subsection', 'Only the first subsection that is needed is sent.', (right) => ({
    saveSubsections(machine, vmsd, opaque) {
      const first = vmsd.subsections?.find((sub) => right.needed({ ...machine, trace: null }, sub, opaque));
      return first === undefined ? 0 : right.saveSubsections(machine, { ...vmsd, subsections: [first] }, opaque);
    },
  })),
];

/** Subsections received wrongly. */
const received: readonly FaultyEngine[] = [
  breach('VMS-SUB-2', 'needed-asked-on-load', 'A load asks which subsections are needed.', (right) => ({
    subsections(machine, vmsd, opaque) {
      for (const sub of vmsd.subsections ?? []) right.needed(machine, sub, opaque);
      return right.subsections(machine, vmsd, opaque);
    },
  })),
  breach(
    'VMS-SUB-2',
    'unknown-subsection-left',
    'An unknown subsection of the own name is left to the struct around.',
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const code = right.subsections(machine, vmsd, opaque);
        if (code === 0 || nextByte(machine.input) !== QEMU_VM_SUBSECTION) return code;
        machine.raised = false;
        return 0;
      },
    }),
  ),
  breach(
    'VMS-SUB-2',
    'missing-subsection-refused',
    'A stream without a subsection that is always sent is refused.',
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const next = nextByte(machine.input);
        const code = right.subsections(machine, vmsd, opaque);
        const expects = vmsd.subsections?.some((sub) => sub.needed === undefined) === true;
        return code === 0 && expects && next !== QEMU_VM_SUBSECTION ? EINVAL : code;
      },
    }),
  ),
  breach(
    'VMS-SUB-2',
    'subsections-in-order-only',
    'A subsection is found only behind those that stand before it.',
    (right) => ({
      subsections(machine, vmsd, opaque) {
        const { subsections = [] } = vmsd;
        for (const sub of subsections) {
          const before = takenOf(machine.input);
          const code = right.subsections(machine, { ...vmsd, subsections: [sub] }, opaque);
          if (code === 0) continue;
          if (takenOf(machine.input) !== before || sub === subsections.at(-1)) return code;
          machine.raised = false;
        }
        return subsections.length === 0 ? right.subsections(machine, vmsd, opaque) : 0;
      },
    }),
  ),
  breach('VMS-SUB-3', 'subsection-version-16-bits', 'The version of a subsection is kept in 16 bits.', () => ({
    subsectionVersion: (sent32) => sent32 & 0xffff,
  })),
  breach('VMS-SUB-3', 'subsection-version-whole', 'The version of a subsection is kept as it is.', () => ({
    subsectionVersion: (sent32) => sent32,
  })),
  breach(
    'VMS-SUB-4',
    'subsection-prefix-unchecked',
    'A subsection of any name long enough is taken for an own one.',
    () => ({
      claims: (_machine, name, length) => length > name.length,
    }),
  ),
  breach(
    'VMS-SUB-4',
    'subsection-of-same-length',
    "A name that is no longer than the struct's is taken for a subsection's.",
    (right) => ({
      claims: (machine, name, length) => right.claims(machine, name.subarray(0, -1), length),
    }),
  ),
];

export const subsectionFaults: readonly FaultyEngine[] = [...sent, ...received];
