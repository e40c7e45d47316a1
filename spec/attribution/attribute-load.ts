import type { LoadOutcome } from '../../engine/engine.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Cause, ExpectedLoad } from '../../oracle/load/decode.ts';
import { byteOwner, type Annotated } from '../../oracle/wire/span.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model, StructShape } from '../../vmstate/model/model.ts';
import { attributedRule } from './attribute.ts';
import { everyMember, everyStruct } from './every-member.ts';
import { hasOddSubsection } from './odd-subsections.ts';
import type { RuleId } from '../rules/rules.ts';

/** The rule by which a load is refused; null: that depends on what the stream is. */
const rulesOfCauses: Readonly<Record<Exclude<Cause, 'marker'>, RuleId | null>> = {
  version: null,
  'element version': 'VMS-LIST-2',
  'object version': 'VMS-TMP-1',
  'tree version': 'VMS-TREE-2',
  'node count': 'VMS-TREE-2',
  'must exist': 'VMS-EXIST-3',
  size: 'VMS-SIZE-6',
  'not equal': 'VMS-CHECK-1',
  'not less or equal': 'VMS-CHECK-2',
  info: 'VMS-INFO-1',
  hook: 'VMS-HOOK-2',
  'positive hook': 'VMS-HOOK-3',
  subsection: null,
  end: null,
};

/** The rule by which the oracle refuses a load into a device of this shape, or `otherwise`. */
export function ruleOfRefusal(decoded: ExpectedLoad, shape: StructShape, otherwise: RuleId): RuleId {
  if (decoded.verdict !== 'rejected') return otherwise;
  if (decoded.cause === 'marker') return ruleOfMarkers(shape);
  return rulesOfCauses[decoded.cause] ?? otherwise;
}

/** Of a device with both kinds of markers the rarer one is the likelier. */
function ruleOfMarkers(shape: StructShape): RuleId {
  return everyMember(shape).some(({ slots }) => slots === 'allocated') ? 'VMS-AUTO-2' : 'VMS-NULL-2';
}

/** Whether a load gave up where a subsection begins, or where all that is needed has been read. */
function isBeforeSubsections({ bytes, spans }: Annotated, at: number, shape: StructShape): boolean {
  if (at === bytes.length) return everyStruct(shape).some(({ subsections }) => subsections !== undefined);
  return spans.find(({ start }) => start === at)?.type === 'subsection marker';
}

/** The rule by which a load is not refused that is; null: it has no hook that could have refused it. */
function ruleOfRefusedLoad(shape: StructShape, load: LoadOutcome): RuleId | null {
  if (load.status !== 'rejected') return null;
  const results = everyStruct(shape).flatMap(({ hooks = {} }) => [hooks.pre_load ?? 0, hooks.post_load ?? 0]);
  return load.code > 0 && results.includes(load.code) ? 'VMS-HOOK-3' : null;
}

/** Refused by the hook that should refuse it, which was called before all was read. */
function isTooEarly(decoded: ExpectedLoad, load: LoadOutcome): boolean {
  if (decoded.verdict !== 'rejected' || decoded.cause !== 'hook' || load.status !== 'rejected') return false;
  return load.code === decoded.code && load.left !== null && load.left.consumed < decoded.consumed;
}

/** What was loaded into which device. */
export interface LoadOf {
  readonly shape: StructShape;
  /** What the stream begins with; null: that is not known. */
  readonly saved: { readonly model: Model; readonly dialect: Dialect } | null;
  /** The rule where nothing tells. */
  readonly otherwise: RuleId;
}

/**
 * The rule that a load most likely breaks that does not end as the oracle
 * says: that of the refusal that is missing, or of the field at which the
 * engine gave up.
 */
export function ruleOfWrongEnd(decoded: ExpectedLoad, load: LoadOutcome, { shape, saved, otherwise }: LoadOf): RuleId {
  if (isTooEarly(decoded, load)) return 'VMS-HOOK-1';
  // Where one begins is what such names make hard to tell, and no release does it as one would expect.
  if (hasOddSubsection(shape)) return 'VMS-SUB-4';
  const byHook = decoded.verdict === 'ok' ? ruleOfRefusedLoad(shape, load) : null;
  if (byHook !== null) return byHook;
  if (decoded.verdict !== 'ok') return ruleOfRefusal(decoded, shape, otherwise);
  if (load.status !== 'rejected' || load.left === null || saved === null) return otherwise;
  const annotated = annotate(saved.model, saved.dialect);
  const { consumed } = load.left;
  if (isBeforeSubsections(annotated, consumed, shape)) return 'VMS-SUB-2';
  const owner = byteOwner(annotated, Math.max(0, consumed - 1));
  return owner === undefined ? otherwise : attributedRule(saved.model, owner.path, 'load');
}
