import { declareSlot } from '../../engine/reference/access.ts';
import { allocate, asUnsigned } from '../../engine/reference/allocate.ts';
import { loadStruct } from '../../engine/reference/load.ts';
import { writePointer } from '../../vmstate/host/memory.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Temporary objects that do not do what they are for, or that stay. */
export const temporaryFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-TMP-1'],
      id: 'tmp-not-freed',
      breaks: 'A temporary object stays in memory after the load.',
    },
    () => ({
      getTmp(machine, { vmsd, version_id }, parent, size) {
        const object = allocate(machine, asUnsigned(machine, size), machine.ops.garbage);
        writePointer(machine.memory, object, parent);
        declareSlot(machine, object);
        return loadStruct(machine, vmsd, object, version_id);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-1'],
      id: 'tmp-not-copied-back',
      breaks: 'The post_load of a temporary object does not reach its parent.',
    },
    (right) => ({
      copyTmp(machine, copy, object, back) {
        if (!back) right.copyTmp(machine, copy, object, back);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-1'],
      id: 'tmp-not-filled',
      breaks: 'A temporary object is saved without what its parent holds.',
    },
    (right) => ({
      copyTmp(machine, copy, object, back) {
        if (back || machine.loading) right.copyTmp(machine, copy, object, back);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-3'],
      id: 'tmp-filled-from-saved-parent',
      breaks: 'A temporary object does not get what its parent has loaded before.',
    },
    (right) => ({
      copyTmp(machine, { copies, ...kept }, object, back) {
        right.copyTmp(machine, back || !machine.loading ? { ...kept, copies } : kept, object, back);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-3'],
      id: 'tmp-copies-not-handed-back',
      breaks:
        'The post_load of a temporary object does not reach the members of its parent that have fields of their own.',
    },
    (right) => ({
      copyTmp(machine, { copies, ...kept }, object, back) {
        right.copyTmp(machine, back ? kept : { ...kept, copies }, object, back);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-2'],
      id: 'tmp-rolled-back',
      breaks: 'A load of a temporary object that fails takes back what it wrote behind the pointers in it.',
    },
    (right) => ({
      getTmp(machine, field, address, size) {
        const { used } = machine.memory;
        const before = machine.bytes.slice(0, used);
        const code = right.getTmp(machine, field, address, size);
        if (code < 0) machine.bytes.set(before);
        return code;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TMP-1'],
      id: 'tmp-loaded-at-own-version',
      breaks: 'A temporary object is loaded at the version of its description.',
    },
    (right) => ({
      getTmp: (machine, field, address, size) =>
        right.getTmp(machine, { ...field, version_id: field.vmsd.version_id }, address, size),
    }),
  ),
];
