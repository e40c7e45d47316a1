import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

const withErrp = dialects.filter((dialect) => traitsOf(dialect).errpHooks);

/** Hooks called at the wrong time, not at all, or not listened to. */
export const hookFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-HOOK-1'], id: 'pre-save-after-fields', breaks: 'pre_save is called after the fields were saved.' },
    (right) => ({
      preSave: () => 0,
      postSave(machine, vmsd, opaque, code) {
        const own = right.preSave(machine, vmsd, 0);
        return right.postSave(machine, vmsd, opaque, code === 0 ? own : code);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'post-load-before-fields',
      breaks: 'post_load is called before the fields are loaded.',
    },
    (right) => ({
      preLoad(machine, vmsd, opaque) {
        const code = right.preLoad(machine, vmsd, opaque);
        return code !== 0 ? code : right.postLoad(machine, vmsd, opaque, vmsd.version_id);
      },
      postLoad: () => 0,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'post-load-at-own-version',
      breaks: "post_load gets the description's version, not the stream's.",
    },
    (right) => ({
      postLoad: (machine, vmsd, opaque) => right.postLoad(machine, vmsd, opaque, vmsd.version_id),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'post-save-before-subsections',
      breaks: 'post_save is called before the subsections are sent.',
    },
    (right) => ({
      saveSubsections(machine, vmsd, opaque) {
        const code = right.postSave(machine, vmsd, opaque, 0);
        return code !== 0 ? code : right.saveSubsections(machine, vmsd, opaque);
      },
      postSave: (machine, vmsd, opaque, code) =>
        vmsd.subsections === undefined ? right.postSave(machine, vmsd, opaque, code) : code,
    }),
  ),
  ruleFault(
    { rules: ['VMS-HOOK-2'], id: 'pre-save-failure-ignored', breaks: 'A save goes on after pre_save failed.' },
    (right) => ({
      preSave(machine, vmsd, opaque) {
        right.preSave(machine, vmsd, opaque);
        machine.error = null;
        return 0;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-HOOK-2'], id: 'pre-load-failure-ignored', breaks: 'A load goes on after pre_load failed.' },
    (right) => ({
      preLoad(machine, vmsd, opaque) {
        right.preLoad(machine, vmsd, opaque);
        machine.error = null;
        return 0;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-HOOK-2'], id: 'post-load-failure-ignored', breaks: 'A load succeeds although post_load failed.' },
    (right) => ({
      postLoad(machine, vmsd, opaque, version) {
        right.postLoad(machine, vmsd, opaque, version);
        machine.error = null;
        return 0;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2'],
      id: 'post-save-not-after-failure',
      breaks: 'post_save is not called after a part of the save failed.',
    },
    (right) => ({
      postSave: (machine, vmsd, opaque, code) => (code !== 0 ? code : right.postSave(machine, vmsd, opaque, code)),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2'],
      id: 'post-save-after-pre-save-failure',
      breaks: 'post_save is called after pre_save failed, too.',
    },
    (right) => ({
      preSave(machine, vmsd, opaque) {
        const code = right.preSave(machine, vmsd, opaque);
        return code === 0 ? 0 : right.postSave(machine, vmsd, opaque, code);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2'],
      id: 'hook-failure-minus-1-ignored',
      breaks: 'A hook that returns -1 is taken for one that succeeds.',
    },
    (right) => ({ hookResult: (hook, result) => (result === -1 ? 0 : right.hookResult(hook, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2'],
      id: 'hook-failure-negated',
      breaks: 'A hook fails when its negated result is above 0, which that of the lowest int is not.',
    },
    (right) => ({ hookResult: (hook, result) => (result === -2147483648 ? 0 : right.hookResult(hook, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2', 'VMS-HOOK-3'],
      id: 'hook-result-low-byte',
      breaks: 'Of the result of a hook only the low byte counts.',
    },
    (right) => ({ hookResult: (hook, result) => right.hookResult(hook, (result << 24) >> 24) }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-3', 'VMS-HOOK-2'],
      id: 'hook-results-of-the-other-release',
      breaks: 'Positive results of hooks mean what they mean in the other release.',
    },
    (_right, dialect) => ({
      hookResult(hook, result) {
        if (traitsOf(dialect).autoAlloc) return result;
        if (hook === 'post_save') return 0;
        return result < 0 || (hook === 'pre_load' && result !== 0) ? EINVAL : 0;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-4'],
      id: 'hooks-errp-ignored',
      breaks: 'The errp variants of hooks are not called.',
      dialects: withErrp,
    },
    () => ({ errpHook: () => undefined }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-4'],
      id: 'hooks-of-both-kinds',
      breaks: 'The plain hook is called behind its errp variant.',
      dialects: withErrp,
    },
    (right) => ({
      preSave: (machine, vmsd, opaque) => {
        const code = right.preSave(machine, vmsd, opaque);
        const { hooks } = vmsd;
        if (code !== 0 || hooks?.pre_save_errp === undefined) return code;
        return right.preSave(machine, { ...vmsd, hooks: { ...hooks, pre_save_errp: undefined } }, opaque);
      },
      postLoad: (machine, vmsd, opaque, version) => {
        const code = right.postLoad(machine, vmsd, opaque, version);
        const { hooks } = vmsd;
        if (code !== 0 || hooks?.post_load_errp === undefined) return code;
        return right.postLoad(machine, { ...vmsd, hooks: { ...hooks, post_load_errp: undefined } }, opaque, version);
      },
    }),
  ),
];
