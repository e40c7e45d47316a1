import { layoutSource } from '../layout/layout.ts';
import { annotate } from '../oracle/wire/annotate.ts';
import { OracleFault } from '../oracle/fault.ts';
import type { Hello } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import { prepare } from '../spec/subject.ts';
import type { LoadContext, Violation } from '../spec/violation.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Model } from '../vmstate/model/model.ts';
import type { Failure, LoadShown, SavedShown } from './result.ts';
import { failureMemory } from './shown/failure-memory.ts';
import { fieldRules } from './shown/field-rules.ts';
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
  const device = violation.probe?.device;
  const load = loadOf(law, violation, smallest, view);
  const shown = {
    load: shownLoad(load, smallest),
    saved: orNull(() => savedShown(smallest.model, smallest.dialect)),
    memory: view === 'memory' ? orNull(() => failureMemory(smallest, load)) : null,
  };
  return {
    run,
    original,
    ...shrunk,
    device: device === undefined || isOf(smallest, device.model) ? null : device.model,
    description: device?.description ?? layoutSource(smallest).plan.description,
    steps: violation.probe?.steps ?? [],
    exchanges: [],
    ...shown,
    rules: fieldRules(smallest.model, pathsOf(violation, shown), load === null ? 'save' : 'load'),
  };
}

function isOf(of: Case, model: Model): boolean {
  return formatCase({ ...of, model }) === formatCase(of);
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
  return {
    wire: load.wire,
    versionId: load.versionId,
    saved: savedShown(load.saved, dialect),
    before: load.before,
  };
}

function savedShown(model: Model, dialect: Dialect): SavedShown {
  const { bytes, spans } = annotate(model, dialect);
  return { bytes, spans };
}

/** Every field that owns bytes of what is shown. */
function* pathsOf(
  { evidence }: Violation,
  { load, saved, memory }: Pick<Failure, 'load' | 'saved' | 'memory'>,
): Iterable<string> {
  if (evidence.kind === 'bytes') for (const { path } of evidence.spans) yield path;
  for (const { path } of load?.saved.spans ?? []) yield path;
  for (const { path } of saved?.spans ?? []) yield path;
  for (const { owners } of memory?.blocks ?? []) for (const { path } of owners) yield path;
}

/** What a case that contradicts itself does not have is not shown. */
function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof OracleFault) return null;
    throw error;
  }
}
