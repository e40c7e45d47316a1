import type { Ops } from '../../engine/reference/ops.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Hooks of descriptions inside others that are not called. */
export const nestedHookFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'nested-post-load-missing',
      breaks: 'The post_load of a nested struct is not called.',
    },
    (right) => ({
      postLoad: (machine, vmsd, opaque, version) =>
        machine.depth < 0 || vmsd.tmp !== undefined ? right.postLoad(machine, vmsd, opaque, version) : 0,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'post-load-of-the-outermost-only',
      breaks: 'Only the outermost description has its post_load called: no nested struct, and no subsection.',
    },
    (right) => {
      const { isOutermost, ...walks } = outermost(right);
      return {
        ...walks,
        postLoad: (machine, vmsd, opaque, version) =>
          isOutermost(machine) ? right.postLoad(machine, vmsd, opaque, version) : 0,
      };
    },
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-1'],
      id: 'hooks-of-the-outermost-only',
      breaks: 'Only the outermost description has its hooks called: no nested struct, and no subsection.',
    },
    (right) => {
      const { isOutermost, ...walks } = outermost(right);
      return {
        ...walks,
        preSave: (machine, vmsd, opaque) => (isOutermost(machine) ? right.preSave(machine, vmsd, opaque) : 0),
        postSave: (machine, vmsd, opaque, code) =>
          isOutermost(machine) ? right.postSave(machine, vmsd, opaque, code) : code,
        preLoad: (machine, vmsd, opaque) => (isOutermost(machine) ? right.preLoad(machine, vmsd, opaque) : 0),
        postLoad: (machine, vmsd, opaque, version) =>
          isOutermost(machine) ? right.postLoad(machine, vmsd, opaque, version) : 0,
      };
    },
  ),
];

interface Outermost extends Pick<Ops, 'saveSubsections' | 'subsections'> {
  readonly isOutermost: (machine: { readonly depth: number }) => boolean;
}

/** The walks over subsections, which know how deep they are in some. */
function outermost(right: Ops): Outermost {
  let inside = 0;
  const enter = (walk: () => number): number => {
    inside++;
    try {
      return walk();
    } finally {
      inside--;
    }
  };
  return {
    isOutermost: ({ depth }) => depth < 0 && inside === 0,
    saveSubsections: (...of) => enter(() => right.saveSubsections(...of)),
    subsections: (...of) => enter(() => right.subsections(...of)),
  };
}
