import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { Draw } from '../../random/draw.ts';
import { layout } from '../../layout/layout.ts';
import { successorsOf } from '../../generators/pairs.ts';
import { encode } from '../../oracle/save/encode.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { withTrailer } from '../differences/bytes.ts';
import type { Finding, ProbingLaw } from '../law.ts';
import type { RuleId } from '../rules/rules.ts';
import { expectLoad } from './expected-load.ts';

const STREAM = 23;

/** The stream of one description, at its version, into the device of another. */
function loadInto(law: string, rule: RuleId, from: Case, into: Case, engine: Engine): MaybePromise<Finding> {
  const laid = layout(into);
  const { description } = laid.plan;
  const wire = withTrailer(encode(from.model, from.dialect));
  return expectLoad(
    { law, rule, of: into, saved: from.model, layout: laid, description, wire, versionId: from.model.shape.version },
    engine,
  );
}

function successor(of: Case): Case {
  return { ...of, model: successorsOf(of.model, new Draw(of.seed, STREAM)).model };
}

/** Law 9: a description reads what its predecessor wrote. */
export const pairForward: ProbingLaw = {
  id: 'pair/forward',
  title: 'a stream of the old description loads into its successor as the oracle says',
  rules: ['VMS-PAIR-1', 'VMS-EXIST-1', 'VMS-SUB-2'],
  every: 32,
  kind: 'probing',
  probe: ({ case: of }, engine) => loadInto('pair/forward', 'VMS-PAIR-1', of, successor(of), engine),
};

/** Law 9: and the other way round it loads, or is refused, as it should. */
export const pairBackward: ProbingLaw = {
  id: 'pair/backward',
  title: 'a stream of the successor loads into the old description, or is refused, as the oracle says',
  rules: ['VMS-PAIR-1', 'VMS-VERSION-1', 'VMS-SUB-2'],
  every: 32,
  kind: 'probing',
  probe: ({ case: of }, engine) => loadInto('pair/backward', 'VMS-PAIR-1', successor(of), of, engine),
};
