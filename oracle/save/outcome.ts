import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { existsLine, neededLine } from '../../vmstate/hooks.ts';
import type { Member, Model, StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { elementsOf, listValues, structValues, type Place } from '../elements.ts';
import { createTrail, markMember, pathAt } from '../path.ts';
import { isSaved, isSent, partOf } from '../presence.ts';
import { callPostSave, callPreSave, type Calling, type Owner } from './hooks.ts';
import { saveRulesOf } from './rules.ts';

/**
 * What a save ends with, and the calls into the device until then. `code` is
 * what vmstate_save_state returns; it can be positive up to 10.2. `undefined`:
 * this release of QEMU aborts or runs into a NULL pointer; `trace` ends there.
 */
export type SaveOutcome =
  | { readonly verdict: 'ok'; readonly code: 0; readonly trace: readonly string[] }
  | { readonly verdict: 'rejected'; readonly code: number; readonly trace: readonly string[] }
  | { readonly verdict: 'undefined'; readonly code: 0; readonly why: string; readonly trace: readonly string[] };

/** The model's own hooks are all that can make a save fail. */
interface Saving extends Place, Calling {
  /** Whether the caller wants to be told of errors: `errp` is not NULL. */
  readonly told: boolean;
}

/** The C does not survive this. */
class Crash extends Error {}

/**
 * What a save of the model ends with (vmstate.c: vmstate_save_state_v up to
 * 10.2, vmstate_save_vmsd_v in 11.1): pre_save, each field_exists just before
 * its field, nested structs in their place, each `needed` just before its
 * subsection, post_save. A pre_save that fails ends the struct at once; after a
 * failed field or subsection post_save is still called.
 *
 * Throws OracleFault as `encode` does, and for an errp hook in a dialect
 * without them.
 */
export function saveOutcome({ shape, values }: Model, dialect: Dialect): SaveOutcome {
  const trace: string[] = [];
  const rules = saveRulesOf(dialect);
  const saving = {
    traits: traitsOf(dialect),
    rules,
    trail: createTrail(),
    depth: 0,
    trace,
    told: rules.errors !== 'report',
  };
  try {
    const code = saveStruct(saving, { shape, isTmp: false }, values, shape.version);
    return code === 0 ? { verdict: 'ok', code, trace } : { verdict: 'rejected', code, trace };
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return { verdict: 'undefined', code: 0, why: error.message, trace };
  }
}

/** 0, or what the save of the struct fails with. The members stand at the depth of `s`. */
function saveStruct(s: Saving, owner: Owner, values: readonly Value[], version: number): number {
  const refused = callPreSave(s, owner);
  if (refused !== 0) return refused;
  const code = saveFields(s, owner.shape, values, version) || saveParts(s, owner.shape, values);
  return callPostSave(s, owner.shape, code);
}

function saveFields(s: Saving, shape: StructShape, values: readonly Value[], version: number): number {
  for (const [index, member] of shape.members.entries()) {
    const { test, migrated, element, mustExist, name } = member;
    if (test !== undefined && migrated) s.trace.push(existsLine(shape.name, name, version));
    if (!isSaved(shape, member, version, values, s.trail, s.depth)) {
      if (migrated && (mustExist === true || element.kind === 'validate'))
        throw new Crash(`${name} must exist and does not`);
      continue;
    }
    markMember(s.trail, s.depth, name);
    for (const [i, value] of elementsOf(s, shape, member, values, index).entries()) {
      if (member.count.kind !== 'one') s.trail.indices[s.depth] = i;
      if (value === null && member.slots !== 'none') continue;
      const code = saveElement(s, member, value);
      if (code !== 0) return afterFailure(s, member, code);
    }
  }
  return 0;
}

function saveElement(s: Saving, { element }: Member, value: Value): number {
  switch (element.kind) {
    case 'struct': {
      // 10.0 passes errp on to a VMS_VSTRUCT, but not to a VMS_STRUCT.
      const told = s.told && (s.rules.errors !== 'prepend' || element.version !== undefined);
      const { struct, version = struct.version } = element;
      return saveStruct(
        { ...s, depth: s.depth + 1, told },
        { shape: struct, isTmp: false },
        structValues(s, value),
        version,
      );
    }
    case 'tmp':
      return saveStruct(
        insideInfo(s),
        { shape: element.struct, isTmp: true },
        structValues(s, value),
        element.struct.version,
      );
    case 'list':
      for (const [i, item] of listValues(s, value).entries()) {
        s.trail.indices[s.depth] = i;
        const owner = { shape: element.struct, isTmp: false };
        const code = saveStruct(insideInfo(s), owner, structValues(s, item), element.struct.version);
        if (code !== 0) return code;
      }
      return 0;
    case 'tree':
      return saveTree(s, element, value);
    default:
      return 0;
  }
}

/** A node that fails ends the walk over the tree. */
function saveTree(s: Saving, tree: Tree, value: Value): number {
  for (const [i, node] of listValues(s, value).entries()) {
    const [key = null, own] = structValues(s, node);
    s.trail.indices[s.depth] = i;
    const code = (tree.key === null ? 0 : saveSide(s, 'key', tree.key, key)) || saveSide(s, 'value', tree.value, own);
    if (code !== 0) return code;
  }
  return 0;
}

function saveSide(s: Saving, side: string, struct: StructShape, value: Value | undefined): number {
  markMember(s.trail, s.depth + 1, side);
  const inner = { ...insideInfo(s), depth: s.depth + 2 };
  return saveStruct(inner, { shape: struct, isTmp: false }, structValues(inner, value), struct.version);
}

function saveParts(s: Saving, shape: StructShape, values: readonly Value[]): number {
  for (const [k, part] of (shape.subsections ?? []).entries()) {
    const { struct, needed } = part;
    if (needed !== undefined) s.trace.push(neededLine(struct.name));
    if (!isSent(shape, part, values, s.trail, s.depth)) continue;
    const inner = partOf(shape, k, values, s.trail, s.depth);
    const code = saveStruct({ ...s, depth: s.depth + 1 }, { shape: struct, isTmp: false }, inner, struct.version);
    if (code !== 0) return code;
  }
  return 0;
}

/** Lists, trees and temporary objects: 10.0 passes no errp to their structs, 10.2 one of their own. */
function insideInfo(s: Saving): Saving {
  return { ...s, depth: s.depth + 1, told: s.rules.errors !== 'prepend' };
}

/** The code of a failed element, or the end of QEMU (SaveRules). */
function afterFailure(s: Saving, { element }: Member, code: number): number {
  const isStruct = element.kind === 'struct';
  const { errors } = s.rules;
  if (errors === 'prepend' && s.told) {
    const isSet = isStruct ? element.version !== undefined : code < 0;
    if (!isSet) throw new Crash(`${pathAt(s.trail, s.depth)} fails without an error to prepend to`);
  }
  if (errors === 'set' && isStruct) throw new Crash(`${pathAt(s.trail, s.depth)} fails and its error is set twice`);
  return code;
}
