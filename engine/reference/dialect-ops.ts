import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { allocateArray, allocateObject } from './allocate.ts';
import {
  dereference,
  describedSize,
  elementAddress,
  elementCount,
  entrySize,
  exists,
} from './elements.ts';
import { getElement } from './get.ts';
import { setStreamError } from './input.ts';
import { isNullSized, isNullSlot, nextByMarker, nextByOwnNull, putMarker } from './markers.ts';
import { replaceOps, type Ops } from './ops.ts';
import { putElement } from './put.ts';
import { peekSubsection } from './subsection-peek.ts';
import { checkVersion, nestedVersion } from './versions.ts';

const described: Ops = {
  exists,
  nestedVersion,
  checkVersion,
  count: elementCount,
  size: describedSize,
  first: dereference,
  element: elementAddress,
  follow: dereference,
  isNull: isNullSized,
  putMarker,
  next: nextByOwnNull,
  allocateArray,
  allocateObject,
  put: putElement,
  get: getElement,
  subsections: peekSubsection,
  subsectionFailed: (machine, code) => { setStreamError(machine.input, code); },
  // Each function hands on the code of the part that failed.
  refusal: (code) => code,
};

const qemu10 = replaceOps(described, {});

// A parent notices the failure itself; at the outermost level nobody tells the stream.
const qemu72 = replaceOps(described, { subsectionFailed: () => undefined });

const qemu111 = replaceOps(described, {
  size: entrySize,
  isNull: isNullSlot,
  next: nextByMarker,
  // Inside, a failure is just false; the outermost function calls it EINVAL.
  refusal: () => EINVAL,
});

/** The decisions of a release. */
export function opsOf(dialect: Dialect): Ops {
  const { autoAlloc, subsectionError } = traitsOf(dialect);
  return autoAlloc ? qemu111 : subsectionError ? qemu10 : qemu72;
}
