import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { Draw } from '../../random/draw.ts';
import { layout } from '../../layout/layout.ts';
import { successorsOf } from '../../generators/pairs.ts';
import { encode } from '../../oracle/save/encode.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { withTrailer } from '../differences/bytes.ts';
import type { LawOutcome } from '../law.ts';
import type { Cited } from '../violation.ts';
import { expectLoad } from './load.ts';

/** The stream of random numbers from which successors are drawn. */
const STREAM = 23;

/** The stream of one description, at its version, into the device of another. */
export function expectLoadInto({ law, rule }: Cited, from: Case, into: Case, engine: Engine): MaybePromise<LawOutcome> {
  const laid = layout(into);
  const { description } = laid.plan;
  const wire = withTrailer(encode(from.model, from.dialect));
  return expectLoad(
    {
      law,
      rule,
      of: into,
      saved: from.model,
      steps: [`save the other description, version ${from.model.shape.version}`],
      layout: laid,
      description,
      wire,
      versionId: from.model.shape.version,
    },
    engine,
  );
}

/** The case of a newer description of the same device. */
export function successor(of: Case): Case {
  return { ...of, model: successorsOf(of.model, new Draw(of.seed, STREAM)).model };
}
