import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { Hooks } from '../../../vmstate/hooks.ts';
import { little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import type { Specimen } from './specimen.ts';

const quiet: Hooks = { pre_save: 0, post_save: 0, pre_load: 0, post_load: 0 };

/** Hooks of the device, of a struct in it, of its subsection: successful, failing, positive. */
export function hookedSpecimens(dialect: Dialect): Specimen[] {
  const results: Hooks[] = [
    quiet,
    ...[-5, -1, -2147483648, 1, 256].flatMap((result): Hooks[] => [
      { ...quiet, pre_save: result },
      { ...quiet, post_save: result },
      { ...quiet, pre_load: result },
      { ...quiet, post_load: result },
    ]),
  ];
  const errp: Hooks[] = [
    { pre_save: -1, pre_load: -1, post_load: -1, pre_save_errp: true, pre_load_errp: true, post_load_errp: true },
    { ...quiet, pre_save_errp: true, pre_load_errp: true, post_load_errp: true },
    { ...quiet, pre_save_errp: false, pre_load_errp: true, post_load_errp: false },
  ];
  return [...results, ...(traitsOf(dialect).errpHooks ? errp : [])]
    .flatMap((hooks) => [device(hooks, undefined), device(quiet, hooks), nested(hooks)])
    .concat(inArray(), deepSubsection());
}

function device(hooks: Hooks, inner: Hooks | undefined): Specimen {
  const members = inner === undefined ? {} : { hooks: inner };
  const sub = vmsd([{ name: 'q', offset: 1, size: 1, info: 'uint8' }], { name: 'dev/a', ...members });
  const description = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { hooks, version_id: 2, subsections: [sub] });
  return {
    description,
    source: memoryOf(little64, ['1234']),
    destination: memoryOf(little64, ['ffff']),
    versionId: 1,
  };
}

function nested(hooks: Hooks): Specimen {
  const inner = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'inner', hooks });
  const description = vmsd([{ flags: 'STRUCT', name: 's', size: 1, vmsd: inner }], { hooks: quiet });
  return { description, source: memoryOf(little64, ['12']), destination: memoryOf(little64, ['ff']) };
}

/** Each element of an array has its hooks. */
function inArray(): Specimen {
  const inner = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'inner', hooks: quiet });
  const description = vmsd([{ flags: 'STRUCT|ARRAY', name: 's', offset: 1, size: 1, num: 2, vmsd: inner }]);
  return { description, source: memoryOf(little64, ['001234']), destination: memoryOf(little64, ['00ffff']) };
}

/** A struct that is not the outermost one has a subsection, and a member whose test looks at a byte of its own. */
function deepSubsection(): Specimen {
  const sub = vmsd([{ name: 'q', offset: 1, size: 1, info: 'uint8' }], { name: 'inner/a', needed: 0 });
  const inner = vmsd([{ name: 'x', size: 1, info: 'uint8', field_exists: { kind: 'byte', offset: 1 } }], {
    name: 'inner',
    subsections: [sub],
  });
  const description = vmsd([{ flags: 'STRUCT', name: 's', offset: 1, size: 2, vmsd: inner }]);
  return { description, source: memoryOf(little64, ['001234']), destination: memoryOf(little64, ['00ffff']) };
}
