import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { existsCall, neededCall, type Call } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { vbufferLength } from '../count.ts';
import type { Element, Member, Model, StructShape, StructValue, Tree, Value } from '../../vmstate/model/model.ts';
import { fieldElements, listValues, structValues, treeValues } from '../elements.ts';
import { print, saidIn, silence, type ErrorMessage } from '../messages/message.ts';
import { saveTemplatesOf } from '../messages/save-templates.ts';
import { createTrail, markMember, pathAt } from '../path.ts';
import { isSaved, isSent, partOf } from '../presence.ts';
import type { Frame, Walk } from '../walk.ts';
import { putCode } from './ending.ts';
import { callPostSave, callPreSave, noteSaveCall, tellSave, type Calling, type Telling } from './hooks.ts';
import { saveRulesOf } from './rules.ts';

/**
 * What a save ends with, and the calls into the device until then. `code` is
 * what vmstate_save_state returns; it can be positive up to 10.2. `undefined`:
 * this release of QEMU aborts or runs into a NULL pointer; `trace` ends there.
 *
 * @since 0.1.0
 */
export type ExpectedSave =
  | ({ readonly verdict: 'ok'; readonly code: 0 } & SavedCalls)
  | ({
      readonly verdict: 'rejected';
      readonly code: number;
      readonly cause: SaveCause;
      /** What the release reports and returns as its Error, in order. */
      readonly messages: readonly ErrorMessage[] | null;
    } & SavedCalls)
  | ({ readonly verdict: 'undefined'; readonly code: 0; readonly why: string } & SavedCalls);

/**
 * The calls of a save into the device.
 *
 * @since 0.1.0
 */
export interface SavedCalls {
  readonly trace: readonly Call[];
  /** For each call the object that it gets: the very values in the model of the struct that it belongs to. */
  readonly objects: readonly (readonly Value[])[];
}

/** What makes a save fail: a hook, an info that a device defines, or (since 11.2) a size that does not fit 64 bits. */
export type SaveCause = 'hook' | 'info' | 'size';

interface Saving extends Walk, Calling, Telling {
  cause: SaveCause;
  /** A size could not be computed: its struct is left without post_save (11.2). */
  left: boolean;
  /** An error is set in the place that the outermost struct and VMS_VSTRUCTs share (8.2). */
  raised: boolean;
}

/** A struct being saved. */
interface SaveFrame extends Frame {
  /** A temporary object: its `pre_save` copies and so always exists. */
  readonly isTmp: boolean;
  /** Whether the caller passes a place for errors: `errp` is not NULL. */
  readonly hasErrp: boolean;
}

/** The C does not survive this. */
class Crash extends Error {}

/**
 * The result of a save of the model (vmstate.c: vmstate_save_state_v up to 10.2,
 * vmstate_save_vmsd_v in 11.1): success, or a rejection by a hook, and the calls into the
 * device in order: pre_save, each field_exists just before its field, nested structs in
 * their place, each `needed` just before its subsection, post_save. A failed pre_save ends
 * the struct at once; after a failed field or subsection post_save is still called.
 *
 * @throws OracleFault as `encode` does, and for an errp hook in a dialect without them.
 * @example
 * ```ts
 * const { trace } = saveOutcome(model, 'qemu-11.1');
 * trace[0]; // { hook: 'pre_save', name: 'dev', version: null }
 * ```
 * @since 0.1.0
 */
export function saveOutcome({ shape, values }: Model, dialect: Dialect): ExpectedSave {
  const trace: Call[] = [];
  const objects: (readonly Value[])[] = [];
  const rules = saveRulesOf(dialect);
  const saving: Saving = {
    traits: traitsOf(dialect),
    rules,
    templates: saveTemplatesOf(dialect),
    saying: silence(),
    trail: createTrail(),
    trace,
    objects,
    cause: 'hook',
    left: false,
    raised: false,
  };
  try {
    const hasErrp = rules.errors !== 'report';
    const code = saveStruct(saving, { shape, values, version: shape.version, depth: 0, isTmp: false, hasErrp });
    const { cause } = saving;
    if (code === 0) return { verdict: 'ok', code, trace, objects };
    return { verdict: 'rejected', code, cause, messages: saidIn(saving.saying), trace, objects };
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return { verdict: 'undefined', code: 0, why: error.message, trace, objects };
  }
}

/** 0, or what the save of the struct fails with. */
function saveStruct(s: Saving, frame: SaveFrame): number {
  const refused = callPreSave(s, frame);
  if (refused !== 0) {
    if (frame.hasErrp) s.raised = true;
    tellPreSave(s, frame);
    return refused;
  }
  const code = saveFields(s, frame) || saveParts(s, frame);
  const { left } = s;
  s.left = false;
  if (left) return code;
  const last = callPostSave(s, frame, code);
  if (code === 0 && last !== 0) tellSave(s, 'post_save', { struct: frame.shape.name }, frame.hasErrp);
  return last;
}

/** The errp variant sets an Error of the device's own, and the struct says whose it is. */
function tellPreSave(s: Saving, { shape: { name: struct, hooks }, hasErrp }: SaveFrame): void {
  if (hooks?.pre_save_errp === undefined) {
    tellSave(s, 'pre_save', { struct }, hasErrp);
    return;
  }
  tellSave(s, 'device', { hook: 'pre_save_errp', struct }, hasErrp);
  tellSave(s, 'pre_save_errp', { struct }, hasErrp);
}

function saveFields(s: Saving, frame: SaveFrame): number {
  const { shape, values, version, depth } = frame;
  for (const [index, member] of shape.members.entries()) {
    const { test, migrated, element, mustExist, name } = member;
    if (test !== undefined && migrated) noteSaveCall(s, existsCall(shape.name, name, version), values);
    if (!isSaved(s, frame, member)) {
      if (migrated && (mustExist === true || element.kind === 'validate'))
        throw new Crash(`${name} must exist and does not`);
      continue;
    }
    markMember(s.trail, depth, name);
    if (element.kind === 'vbuffer' && vbufferLength(s, frame, element) === Infinity) {
      s.left = true;
      s.cause = 'size';
      tellSave(s, 'size overflow', { field: name }, frame.hasErrp);
      return EINVAL;
    }
    for (const [i, value] of fieldElements(s, frame, member, index).entries()) {
      if (member.count.kind !== 'one') s.trail.indices[depth] = i;
      if (value === null && member.slots !== 'none') continue;
      const code = saveElement(s, frame, member, value);
      if (code < 0 && element.kind !== 'struct') tellPut(s, frame, element);
      if (code !== 0) return afterFailure(s, frame, member, code);
    }
  }
  return 0;
}

/** What a struct says of an info that failed: since 11.1 only of one whose function has no Error. */
function tellPut(s: Saving, { hasErrp }: SaveFrame, { kind }: Element): void {
  if (kind === 'failing' || s.rules.errors !== 'pass') tellSave(s, 'put', {}, hasErrp);
}

function saveElement(s: Saving, frame: SaveFrame, { name, element }: Member, value: Value): number {
  const { depth } = frame;
  switch (element.kind) {
    case 'struct': {
      // Up to 10.0 errp is passed on to a VMS_VSTRUCT, but not to a VMS_STRUCT.
      const hasErrp = frame.hasErrp && (passesErrp(s) || element.version !== undefined);
      const { struct: shape, version = shape.version } = element;
      const values = structValues(s, depth, value);
      return saveStruct(s, { shape, values, version, depth: depth + 1, isTmp: false, hasErrp });
    }
    case 'tmp':
      return withOwnError(s, () =>
        saveStruct(s, { ...insideInfo(s, depth + 1, element.struct, structValues(s, depth, value)), isTmp: true }),
      );
    case 'list':
      for (const [i, item] of listValues(s, depth, value).entries()) {
        s.trail.indices[depth] = i;
        const inside = insideInfo(s, depth + 1, element.struct, structValues(s, depth, item));
        const code = withOwnError(s, () => saveStruct(s, inside));
        if (code === 0) continue;
        const words = { field: name, struct: element.struct.name, code };
        if (element.list === 'qlist') tellSave(s, 'list element', words, frame.hasErrp);
        return code;
      }
      return 0;
    case 'tree': {
      const code = withOwnError(s, () => saveTree(s, depth, element, value));
      if (code !== 0) tellSave(s, 'tree', { field: name, code }, frame.hasErrp);
      return code;
    }
    case 'failing':
      return putResult(s, element.results.put);
    default:
      return 0;
  }
}

function putResult(s: Saving, result: number): number {
  const code = putCode(s.rules, result);
  if (code !== 0) s.cause = 'info';
  return code;
}

/** A node that fails ends the walk over the tree. */
function saveTree(s: Saving, depth: number, tree: Tree, value: Value): number {
  for (const [i, node] of treeValues(s, depth, value).entries()) {
    const [key = null, own] = structValues(s, depth, node);
    s.trail.indices[depth] = i;
    markMember(s.trail, depth + 1, 'key');
    const code = tree.key === null ? 0 : saveSide(s, depth + 1, tree.key, key);
    if (code !== 0) return code;
    markMember(s.trail, depth + 1, 'value');
    const last = saveSide(s, depth + 1, tree.value, own);
    if (last !== 0) return last;
  }
  return 0;
}

/** A key or a value, whose name stands at `depth`. */
function saveSide(s: Saving, depth: number, struct: StructShape, value: Value | undefined): number {
  return saveStruct(s, insideInfo(s, depth + 1, struct, structValues(s, depth, value)));
}

function saveParts(s: Saving, frame: SaveFrame): number {
  for (const [k, part] of (frame.shape.subsections ?? []).entries()) {
    if (part.needed !== undefined) noteSaveCall(s, neededCall(part.struct.name), frame.values);
    if (!isSent(s, frame, part)) continue;
    const hasErrp = frame.hasErrp && s.rules.errors !== 'set-vstruct';
    const code = saveStruct(s, { ...partOf(s, frame, k, part), isTmp: false, hasErrp });
    if (code !== 0) return code;
  }
  return 0;
}

/** In 10.2 what an info walks has an Error of its own, which the info prints. */
function withOwnError(s: Saving, walk: () => number): number {
  if (s.rules.errors !== 'set') return walk();
  const { saying } = s;
  const { error } = saying;
  saying.error = null;
  const code = walk();
  print(saying);
  saying.error = error;
  return code;
}

/** The struct of a list, tree or temporary object: 10.0 passes no errp to it, 10.2 one of its own. */
function insideInfo({ rules }: Saving, depth: number, shape: StructShape, values: StructValue): SaveFrame {
  return { shape, values, version: shape.version, depth, isTmp: false, hasErrp: passesErrp({ rules }) };
}

/** Whether a struct hands its errp on to whatever it saves (since 10.2), and not only to VMS_VSTRUCTs and subsections. */
function passesErrp({ rules: { errors } }: Pick<Saving, 'rules'>): boolean {
  return errors !== 'prepend' && errors !== 'set-vstruct';
}

/** The code of a failed element, or the end of QEMU (SaveRules). */
function afterFailure(
  s: Saving,
  { shape, depth, hasErrp }: SaveFrame,
  { name, element }: Member,
  code: number,
): number {
  const isStruct = element.kind === 'struct';
  const { errors } = s.rules;
  if (errors === 'prepend' && hasErrp) {
    const isSet = isStruct ? element.version !== undefined : code < 0;
    if (!isSet) throw new Crash(`${pathAt(s.trail, depth)} fails without an error to prepend to`);
  }
  if (errors === 'set-vstruct' && hasErrp) {
    // A subsection that fails and a post_save set none.
    if (s.raised) throw new Crash(`${pathAt(s.trail, depth)} fails and its error is set twice`);
    s.raised = true;
  }
  if (errors === 'set' && isStruct) throw new Crash(`${pathAt(s.trail, depth)} fails and its error is set twice`);
  tellSave(s, 'field', { struct: shape.name, field: name }, hasErrp);
  return code;
}
