import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { breach, type FaultyEngine } from './faulty-engine.ts';

const withErrp = dialects.filter((dialect) => traitsOf(dialect).errpHooks);

/** Hooks called at the wrong time, not at all, or not listened to. */
export const hookFaults: readonly FaultyEngine[] = [
  breach('VMS-HOOK-1', 'pre-save-after-fields', 'pre_save is called after the fields were saved.', (right) => ({
    preSave: () => 0,
    postSave(machine, vmsd, code) {
      const own = right.preSave(machine, vmsd, 0);
      return right.postSave(machine, vmsd, code === 0 ? own : code);
    },
  })),
  breach('VMS-HOOK-1', 'post-load-before-fields', 'post_load is called before the fields are loaded.', (right) => ({
    preLoad(machine, vmsd, opaque) {
      const code = right.preLoad(machine, vmsd, opaque);
      return code !== 0 ? code : right.postLoad(machine, vmsd, opaque, vmsd.version_id);
    },
    postLoad: () => 0,
  })),
  breach(
    'VMS-HOOK-1',
    'post-load-at-own-version',
    "post_load is told the description's version, not the stream's.",
    (right) => ({
      postLoad: (machine, vmsd, opaque) => right.postLoad(machine, vmsd, opaque, vmsd.version_id),
    }),
  ),
  breach(
    'VMS-HOOK-1',
    'post-save-before-subsections',
    'post_save is called before the subsections are sent.',
    (right) => ({
      saveSubsections(machine, vmsd, opaque) {
        const code = right.postSave(machine, vmsd, 0);
        return code !== 0 ? code : right.saveSubsections(machine, vmsd, opaque);
      },
      postSave: (machine, vmsd, code) => (vmsd.subsections === undefined ? right.postSave(machine, vmsd, code) : code),
    }),
  ),
  breach('VMS-HOOK-2', 'pre-save-failure-ignored', 'A save goes on after pre_save failed.', (right) => ({
    preSave(machine, vmsd, opaque) {
      right.preSave(machine, vmsd, opaque);
      machine.raised = false;
      return 0;
    },
  })),
  breach('VMS-HOOK-2', 'pre-load-failure-ignored', 'A load goes on after pre_load failed.', (right) => ({
    preLoad(machine, vmsd, opaque) {
      right.preLoad(machine, vmsd, opaque);
      machine.raised = false;
      return 0;
    },
  })),
  breach('VMS-HOOK-2', 'post-load-failure-ignored', 'A load succeeds although post_load failed.', (right) => ({
    postLoad(machine, vmsd, opaque, version) {
      right.postLoad(machine, vmsd, opaque, version);
      machine.raised = false;
      return 0;
    },
  })),
  breach(
    'VMS-HOOK-2',
    'post-save-not-after-failure',
    'post_save is not called after a part of the save failed.',
    (right) => ({
      postSave: (machine, vmsd, code) => (code !== 0 ? code : right.postSave(machine, vmsd, code)),
    }),
  ),
  breach(
    'VMS-HOOK-2',
    'post-save-after-pre-save-failure',
    'post_save is called after pre_save failed, too.',
    (right) => ({
      preSave(machine, vmsd, opaque) {
        const code = right.preSave(machine, vmsd, opaque);
        return code === 0 ? 0 : right.postSave(machine, vmsd, code);
      },
    }),
  ),
  breach(
    'VMS-HOOK-2',
    'hook-failure-minus-1-ignored',
    'A hook that returns -1 is taken for one that succeeds.',
    (right) => ({ hookResult: (hook, result) => (result === -1 ? 0 : right.hookResult(hook, result)) }),
  ),
  breach(
    'VMS-HOOK-2',
    'hook-failure-negated',
    'A hook fails when its negated result is above 0, which that of the lowest int is not.',
    (right) => ({ hookResult: (hook, result) => (result === -2147483648 ? 0 : right.hookResult(hook, result)) }),
  ),
  breach(
    ['VMS-HOOK-2', 'VMS-HOOK-3'],
    'hook-result-low-byte',
    'Of the result of a hook only the low byte counts.',
    (right) => ({ hookResult: (hook, result) => right.hookResult(hook, (result << 24) >> 24) }),
  ),
  breach(
    'VMS-HOOK-3',
    'hook-results-of-the-other-release',
    'Positive results of hooks mean what they mean in the other release.',
    (_right, dialect) => ({
      hookResult(hook, result) {
        if (traitsOf(dialect).autoAlloc) return result;
        if (hook === 'post_save') return 0;
        return result < 0 || (hook === 'pre_load' && result !== 0) ? EINVAL : 0;
      },
    }),
  ),
  breach(
    'VMS-HOOK-4',
    'hooks-errp-ignored',
    'The errp variants of hooks are not called.',
    () => ({ errpHook: () => undefined }),
    withErrp,
  ),
  breach(
    'VMS-HOOK-4',
    'hooks-of-both-kinds',
    'The plain hook is called behind its errp variant.',
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
    withErrp,
  ),
];
