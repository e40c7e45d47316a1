import { expect, it } from 'vitest';
import { getByte } from '../../engine/reference/input.ts';
import { SKIPPED } from '../../engine/reference/ops.ts';
import { ruleFault, type WrongOps } from '../../spec/faulty/faulty-engine.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { runCampaign } from '../run.ts';

const dialect = 'qemu-11.1';

/** Bugs that none of the faulty engines has, so that nothing but what they break tells their rule. */
const bugs: readonly (readonly [what: string, rule: RuleId, wrong: WrongOps])[] = [
  [
    'the elements of an array are padded to 4 bytes',
    'VMS-SIZE-1',
    (right) => ({
      element: (field, first, size, index) =>
        (field.flags & (VMS.ARRAY | VMS.ARRAY_OF_POINTER)) === VMS.ARRAY && size > 4
          ? first + Math.ceil(size / 4) * 4 * index
          : right.element(field, first, size, index),
    }),
  ],
  [
    'any byte is a marker of a NULL element',
    'VMS-NULL-2',
    (right) => ({
      next(machine, field, address, size) {
        if ((field.flags & (VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC)) !== VMS.ARRAY_OF_POINTER)
          return right.next(machine, field, address, size);
        const element = right.follow(machine, field, address);
        if (element !== 0) return element;
        getByte(machine.input);
        return SKIPPED;
      },
    }),
  ],
  [
    'subsections are asked whether they are needed before pre_save',
    'VMS-HOOK-1',
    (right) => ({
      preSave(machine, vmsd, opaque) {
        for (const sub of vmsd.subsections ?? []) right.needed(machine, sub, opaque);
        return right.preSave(machine, vmsd, opaque);
      },
    }),
  ],
  [
    'pre_load and post_load change places',
    'VMS-HOOK-1',
    (right) => ({
      preLoad: (machine, vmsd, opaque) => right.postLoad(machine, vmsd, opaque, vmsd.version_id),
      postLoad: (machine, vmsd, opaque) => right.preLoad(machine, vmsd, opaque),
    }),
  ],
  [
    'of a buffer its size modulo 256 is loaded',
    'VMS-WIRE-3',
    (right) => ({
      get: (machine, info, address, size) => right.get(machine, info, address, info === 'buffer' ? size & 0xff : size),
    }),
  ],
  [
    'a nested struct is loaded at no higher version than the one around it',
    'VMS-VERSION-2',
    () => ({ nestedVersion: (vmsd, version) => Math.min(vmsd.version_id, version) }),
  ],
  [
    'the version of a subsection is not checked',
    'VMS-VERSION-1',
    (right) => ({
      checkVersion: (machine, vmsd, version) =>
        vmsd.name.includes('/') ? 0 : right.checkVersion(machine, vmsd, version),
    }),
  ],
];

it.each(bugs)(
  '%s: that is told first, by %s',
  async (breaks, rule, wrong) => {
    const engine = ruleFault({ rules: [rule], id: 'unknown', breaks }, wrong).create(dialect);
    const { findings } = await runCampaign({
      engine,
      dialect,
      seed: 3,
      runs: 1000,
      laws: lawsOfReleases,
      level: 'must',
    });
    expect(findings.map(({ failure: { violation } }) => `${violation.rule} ${violation.summary}`)[0]).toMatch(
      new RegExp(`^${rule} `),
    );
  },
  60_000,
);
