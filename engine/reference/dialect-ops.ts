import type { Dialect } from '../../vmstate/dialect.ts';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { EINVAL, LIST_END } from '../../vmstate/wire.ts';
import { allocateArray, allocateObject } from './allocate.ts';
import { setArraySize } from './byte-array.ts';
import { accepts } from './checked.ts';
import { saveDescribed } from './describe.ts';
import { dereference, describedSize, elementAddress, fieldElementCount, entrySize } from './elements.ts';
import { prepend, raise, printText } from './errors.ts';
import { getElement } from './get.ts';
import { anyResult, errpHook, negativeResult, postLoad, postSave, preLoad, noteCall, preSave } from './hooks.ts';
import { setStreamError, usualReading } from './input.ts';
import { linkAfter, linkTail } from './list-links.ts';
import { freeElement, getList, leakOrFree, putList, putListByte } from './lists.ts';
import { loadFields } from './load.ts';
import { isNullSized, isNullSlot, nextByMarker, nextByOwnNull, putMarker } from './markers.ts';
import type { Machine } from './machine.ts';
import { getNested, putNested } from './nested.ts';
import { anyPutResult, getResult, negativePutResult } from './own-info.ts';
import { replaceOps, type Ops } from './ops.ts';
import { fitsWidth, ownCount, ownElement, ownSize } from './own-widths.ts';
import { exists, mustExist, test } from './presence.ts';
import { putElement } from './put.ts';
import { saveFields } from './save.ts';
import {
  claims,
  findSubsection,
  loadVmsdSubsections,
  needed,
  putSubsectionHeader,
  saveVmsdSubsections,
  subsectionVersion,
} from './subsections.ts';
import { copyTmp, getTmp, putTmp } from './tmp.ts';
import { allocateSide, getTree, placeNode, putDirectKey, putNodeByte, putNodeCount, putTree } from './trees.ts';
import { checkVersion, nestedVersion, vstructVersion } from './versions.ts';
import {
  alike,
  alikeWithoutMarkers,
  closesAlike,
  closesLong,
  entryName,
  spanAll,
  spanRun,
  spanRunOfAlike,
  type VmdescOps,
} from './vmdesc-ops.ts';
import { words100, words102, words111, words112, words72 } from './words.ts';

const vmdesc72: VmdescOps = {
  span: spanAll,
  closes: closesAlike,
  alike,
  markerType: null,
  name: entryName,
  closesFailed: false,
  size: (written) => written,
};

const vmdesc10: VmdescOps = { ...vmdesc72, span: spanRun, markerType: 'nullptr', closesFailed: true };

const vmdesc11: VmdescOps = {
  ...vmdesc10,
  span: spanRunOfAlike,
  closes: closesLong,
  alike: alikeWithoutMarkers,
  markerType: 'ptr-marker',
};

function savedField({ ops, structs, depth }: Machine, field: VMStateField): string {
  const vmsd = structs[depth];
  return vmsd === undefined ? '' : ops.words.savedField(vmsd, field);
}

const described: Ops = {
  reading: usualReading,
  exists,
  test,
  mustExist,
  nestedVersion,
  vstructVersion,
  checkVersion,
  count: fieldElementCount,
  size: describedSize,
  first: dereference,
  element: elementAddress,
  follow: dereference,
  isNull: isNullSized,
  putMarker,
  next: nextByOwnNull,
  garbage: 0xa5,
  fits: () => true,
  allocateArray,
  allocateObject,
  put: putElement,
  get: getElement,
  putResult: anyPutResult,
  getResult,
  accepts,
  saveFields,
  saveSubsections: saveVmsdSubsections,
  loadFields,
  subsections: loadVmsdSubsections,
  // A parent notices the failure itself; at the outermost level the stream's error is not set.
  subsectionFailed: () => undefined,
  needed,
  putSubsectionHeader,
  claims,
  findSubsection,
  subsectionVersion,
  tell: noteCall,
  preSave,
  postSave,
  preLoad,
  postLoad,
  errpHook,
  hookResult: anyResult,
  putNested,
  getNested,
  putTmp,
  getTmp,
  copyTmp,
  putList,
  getList,
  putListByte,
  announces: (_info, byte) => byte !== LIST_END,
  elementVersion: (field) => field.version_id,
  linkQtailq: linkTail,
  linkQlist: linkAfter,
  putTree,
  getTree,
  putNodeCount,
  putNodeByte,
  putDirectKey,
  nodeVersion: (field) => field.version_id,
  expectsNode: (announced, count) => count <= announced,
  isComplete: (announced, count) => count === announced,
  allocateSide,
  placeNode,
  setArraySize,
  dropElement: leakOrFree,
  saveDescribed,
  vmdesc: vmdesc72,
  // Each function hands on the code of the part that failed.
  refusal: (code) => code,
  saveFailed: (machine, field) => {
    printText(machine, savedField(machine, field));
  },
  saveErrors: false,
  loadErrors: false,
  structErrors: true,
  partErrors: true,
  infoErrors: 'none',
  words: words72,
};

const qemu72 = replaceOps(described, {});

const qemu82 = replaceOps(qemu72, {
  subsectionFailed: (machine, code) => {
    setStreamError(machine.input, code);
  },
  // Only a save has a place for errors, and not inside structs.
  saveErrors: true,
  structErrors: false,
  partErrors: false,
  saveFailed: (machine, field) => {
    raise(machine, savedField(machine, field));
  },
});

const qemu100 = replaceOps(qemu82, {
  partErrors: true,
  vmdesc: vmdesc10,
  saveFailed(machine, field, code) {
    const isStruct = (field.flags & (VMS.STRUCT | VMS.VSTRUCT)) !== 0;
    if (!isStruct && code < 0) raise(machine, machine.ops.words.put());
    prepend(machine, savedField(machine, field));
  },
  words: words100,
});

const qemu102 = replaceOps(qemu100, {
  loadErrors: true,
  structErrors: true,
  infoErrors: 'own',
  saveFailed: (machine, field) => {
    raise(machine, savedField(machine, field));
  },
  words: words102,
});

const qemu111 = replaceOps(qemu102, {
  size: entrySize,
  isNull: isNullSlot,
  next: nextByMarker,
  // Inside, a failure is just false; the outermost function calls it EINVAL.
  refusal: () => EINVAL,
  hookResult: negativeResult,
  putResult: negativePutResult,
  dropElement: freeElement,
  vmdesc: vmdesc11,
  infoErrors: 'shared',
  saveFailed: (machine, field) => {
    prepend(machine, savedField(machine, field));
  },
  words: words111,
});

const qemu112 = replaceOps(qemu111, {
  count: ownCount,
  size: ownSize,
  element: ownElement,
  fits: fitsWidth,
  words: words112,
});

const opsOfDialect: Readonly<Record<Dialect, Ops>> = {
  'qemu-7.2': qemu72,
  'qemu-8.2': qemu82,
  'qemu-10.0': qemu100,
  'qemu-10.2': qemu102,
  'qemu-11.1': qemu111,
  'qemu-11.2': qemu112,
};

/** The decisions of a release. */
export function opsOf(dialect: Dialect): Ops {
  return opsOfDialect[dialect];
}
