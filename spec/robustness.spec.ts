import { describe, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { Draw } from '../random/draw.ts';
import { layout } from '../layout/layout.ts';
import { annotate } from '../oracle/wire/annotate.ts';
import { decode } from '../oracle/load/decode.ts';
import { encode } from '../oracle/save/encode.ts';
import { OracleFault } from '../oracle/fault.ts';
import { describeMeasured, measuredPath } from '../oracle/measure.ts';
import { saveOutcome } from '../oracle/save/outcome.ts';
import { mergeUntouched } from '../oracle/load/merge-untouched.ts';
import { vmdescOf } from '../oracle/vmdesc/vmdesc.ts';
import { zeroStruct } from '../oracle/load/zero-value.ts';
import type { Case } from '../vmstate/case/case.ts';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import { cloneMemory } from '../vmstate/host/memory.ts';
import { corruptDescription, corruptMemory, corruptModel, corruptStream } from './corrupt.test-help.ts';

const CASES = 1000;

/** Cases of a fixed seed, each with a source of random damage. */
function* cases(dialect: Dialect): Generator<readonly [Case, Draw]> {
  const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
  for (let run = 0; run < CASES; run++) yield [caseOfRun(generator, 77, run), new Draw(run, 99)];
}

describe.each(dialects)('illegal descriptions, streams and memory, in dialect %s', (dialect) => {
  it('gets an answer from the reference engine, whatever the description and the memory', () => {
    const engine = createReferenceEngine({ dialect });
    const statuses = new Map<string, number>();
    const count = (status: string): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1);
    for (const [of, draw] of cases(dialect)) {
      const { plan, source, destination } = layout(of);
      const description = corruptDescription(draw, plan.description);
      const wire = corruptStream(draw, encode(of.model, dialect));
      const versionId = draw.between(description.minimum_version_id - 1, description.version_id + 1);
      count(
        engine.save({
          description,
          memory: corruptMemory(draw, cloneMemory(source)),
          measure: true,
          returnMemory: false,
        }).status,
      );
      count(
        engine.load({
          description,
          memory: corruptMemory(draw, cloneMemory(destination, 64)),
          wire,
          versionId,
          resave: true,
        }).status,
      );
    }
    // Each kind of answer is an ordinary event: the damage does reach the engine.
    for (const status of ['ok', 'rejected', 'unsupported', 'error'])
      expect(statuses.get(status) ?? 0, status).toBeGreaterThan(10);
  });

  it('gets from the oracle an answer or an OracleFault, never a wrong guess', () => {
    let faults = 0;
    const answers = new Map<string, number>();
    for (const [of, draw] of cases(dialect)) {
      const { before, rooms } = layout(of);
      const wire = corruptStream(draw, encode(of.model, dialect));
      const { shape } = of.model;
      const versionId = draw.between(shape.minimumVersion - 1, shape.version + 1);
      const loaded = decode({ shape, before, rooms: draw.chance(50) ? rooms : null }, wire, versionId, dialect);
      answers.set(loaded.verdict, (answers.get(loaded.verdict) ?? 0) + 1);
      // What the load left alone holds what it held: nothing is missing.
      if (loaded.verdict !== 'undefined')
        expect(mergeUntouched(before, loaded.values, shape, loaded)).toHaveLength(before.length);
      expect(zeroStruct(shape)).toHaveLength(before.length);
      const model = corruptModel(draw, of.model);
      for (const ask of [
        (): unknown => encode(model, dialect),
        (): unknown => annotate(model, dialect),
        (): unknown => describeMeasured(model, dialect, of.abi),
        (): unknown => measuredPath(model, dialect, of.abi, draw.below(40)),
        (): unknown => saveOutcome(model, dialect),
        (): unknown => vmdescOf(model, dialect),
        (): unknown => decode({ shape: model.shape, before: model.values, rooms }, wire, model.shape.version, dialect),
        (): unknown =>
          decode({ shape: model.shape, before: model.values, rooms: null }, wire, model.shape.version, dialect),
      ]) {
        try {
          ask();
        } catch (error) {
          expect(error).toBeInstanceOf(OracleFault);
          faults++;
        }
      }
    }
    expect(faults).toBeGreaterThan(200);
    for (const verdict of ['ok', 'rejected', 'undefined'])
      expect(answers.get(verdict) ?? 0, verdict).toBeGreaterThan(10);
  });
});
