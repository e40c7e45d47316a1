import type { LoadOutcome } from '../../engine/engine.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Cause, ExpectedLoad } from '../../oracle/load/decode.ts';
import { byteOwner } from '../../oracle/wire/span.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { attributedRule } from './attribute.ts';
import type { RuleId } from '../rules/rules.ts';

/** The rule by which a load is refused; null: that depends on what the stream is. */
const rulesOfCauses: Readonly<Record<Cause, RuleId | null>> = {
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
  marker: null,
  subsection: null,
  end: null,
};

/** The rule by which the oracle refuses a load, or `otherwise`. */
export function ruleOfRefusal(decoded: ExpectedLoad, otherwise: RuleId): RuleId {
  return decoded.verdict === 'rejected' ? (rulesOfCauses[decoded.cause] ?? otherwise) : otherwise;
}

/**
 * The rule that a load most likely breaks that does not end as the oracle
 * says: that of the refusal that is missing, or of the field at which the
 * engine gave up. `saved`: what the stream begins with, if it is known.
 */
export function ruleOfWrongEnd(
  decoded: ExpectedLoad,
  load: LoadOutcome,
  saved: { readonly model: Model; readonly dialect: Dialect } | null,
  otherwise: RuleId,
): RuleId {
  if (decoded.verdict !== 'ok') return ruleOfRefusal(decoded, otherwise);
  if (load.status !== 'rejected' || load.left === null || saved === null) return otherwise;
  const owner = byteOwner(annotate(saved.model, saved.dialect), Math.max(0, load.left.consumed - 1));
  return owner === undefined ? otherwise : attributedRule(saved.model, owner.path, 'load');
}
