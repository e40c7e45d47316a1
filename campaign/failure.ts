import { layoutSource } from '../layout/layout.ts';
import { annotate } from '../oracle/wire/annotate.ts';
import type { Hello } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import { prepare } from '../spec/subject.ts';
import type { LoadContext, Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Failure, LoadShown } from './result.ts';
import type { ShrunkFailure } from './shrink.ts';

/** What failed: the law, the engine's view of a case, and the run with its case. */
export interface Failed {
  readonly law: Law;
  readonly view: Hello['view'];
  readonly run: number;
  readonly original: Case;
}

/** Adds to a shrunk case everything that a report shows of it. */
export function failureOf({ law, view, run, original }: Failed, shrunk: ShrunkFailure): Failure {
  const { smallest, violation } = shrunk;
  return {
    run,
    original,
    ...shrunk,
    description: layoutSource(smallest).plan.description,
    load: shownLoad(loadOf(law, violation, smallest, view), smallest),
  };
}

/** The load that a violation is about; null: it is about none. */
function loadOf(law: Law, { load }: Violation, of: Case, view: Hello['view']): LoadContext | null {
  if (load !== undefined) return load;
  if (law.kind !== 'observing' || law.judges !== 'load') return null;
  const { stream, layout } = prepare(of, view);
  const { shape } = of.model;
  return { wire: stream, versionId: shape.version, saved: of.model, before: { shape, values: layout.before } };
}

function shownLoad(load: LoadContext | null, { dialect }: Case): LoadShown | null {
  if (load === null) return null;
  const { bytes, spans } = annotate(load.saved, dialect);
  return { wire: load.wire, versionId: load.versionId, saved: { bytes, spans }, before: load.before };
}
