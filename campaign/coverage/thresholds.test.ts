import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { someCases } from '../../generators/cases.test-help.ts';
import { countCase, emptyStatistics, type GenerationStatistics } from './statistics.ts';
import { boundaries } from './boundaries.ts';
import { newPairCounts } from './feature-pairs.ts';
import { combinationsOfDialect } from '../../vmstate/forms/form-types.ts';
import { featuresOfDialect } from '../../vmstate/forms/forms.ts';
import { layoutSource } from '../../layout/layout.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { isInfo } from '../../vmstate/info.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { ENOUGH_CASES, fewFeatures, fewOfDialect } from './thresholds.ts';

const dialect = 'qemu-10.2';

function described(fields: readonly VMStateField[]): VMStateDescription {
  return { name: 'd', version_id: 0, minimum_version_id: 0, fields };
}

function field(flags: number, type: string): VMStateField {
  const plain = { name: 'f', offset: 0, size: 1, num: 0, num_offset: 0, size_offset: 0, version_id: 0 };
  return { ...plain, flags, info: isInfo(type) ? type : null, vmsd: type === 'struct' ? described([]) : null };
}

/** Enough of everything; `but` for some combinations. */
function plenty(but: (flags: number, type: string) => boolean = () => false): GenerationStatistics {
  const statistics: GenerationStatistics = {
    ...emptyStatistics(),
    pairCounts: newPairCounts().fill(1000),
    boundaries: new Uint32Array(boundaries.length).fill(1000),
  };
  const fields = combinationsOfDialect(dialect).flatMap(({ flags, type }) =>
    but(flags, type) ? [] : [field(flags, type)],
  );
  const copy = { parent: 0, tmp: 0, length: 0 };
  const subsections = [{ ...described([]), hooks: {}, tmp: { ...copy, copies: [copy] } }];
  const exists = { ...field(1, 'uint8'), field_exists: { kind: 'byte', offset: 0 } as const, num_width: 4 as const };
  for (let i = 0; i < 100; i++)
    countCase(
      statistics,
      { ...described([exists, ...fields]), subsections },
      { shape: { name: 'd', version: 0, minimumVersion: 0, members: [] }, values: [] },
    );
  return { ...statistics, cases: ENOUGH_CASES };
}

describe('enough cases', () => {
  const statistics = plenty();

  it('bring every feature, combination, pair and boundary', () => {
    expect([...fewFeatures(statistics, featuresOfDialect(dialect)), ...fewOfDialect(statistics, dialect)]).toEqual([]);
  });

  it('without a boundary lack it, by name', () => {
    const place = (name: string): number => boundaries.findIndex((boundary) => boundary.name === name);
    expect(
      fewOfDialect({ ...statistics, boundaries: statistics.boundaries.with(place('uint16 count 65535'), 0) }, dialect),
    ).toEqual(['uint16 count 65535']);
    expect(
      fewOfDialect({ ...statistics, boundaries: statistics.boundaries.with(place('bitmap bits 33'), 9) }, dialect),
    ).toEqual(['bitmap bits 33 (9 of at least 10)']);
  });

  it('without a combination, or two features together, lack them', () => {
    expect(
      fewOfDialect(
        plenty((flags, type) => flags === 0 && type === 'tmp'),
        dialect,
      ),
    ).toEqual(['no flag of tmp']);
    expect(fewOfDialect({ ...statistics, pairCounts: newPairCounts() }, dialect)).toContain('qtailq with field_exists');
    expect(fewFeatures(statistics, ['VMS_VSTRUCT', 'VMS_NONE'])).toEqual(['VMS_NONE']);
  });

  it('may be discarded, but only a few', () => {
    expect(fewOfDialect({ ...statistics, discarded: 500 }, dialect)).toEqual([]);
    expect(fewOfDialect({ ...statistics, discarded: 501 }, dialect)).toEqual([
      'cases that can be judged (501 of 10000 were discarded, more than 5 %)',
    ]);
  });
});

/** The conformance run proves as much of 11.1. */
it('ten thousand cases are enough', () => {
  const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
  const statistics = emptyStatistics();
  for (let run = 0; run < ENOUGH_CASES; run++) {
    const of = caseOfRun(generator, 20261122, run);
    countCase(statistics, layoutSource(of).plan.description, of.model);
  }
  expect([...fewFeatures(statistics, featuresOfDialect(dialect)), ...fewOfDialect(statistics, dialect)]).toEqual([]);
});

it('a few cases lack most', () => {
  const statistics = emptyStatistics();
  for (const of of someCases(10, dialect)) countCase(statistics, layoutSource(of).plan.description, of.model);
  expect(fewOfDialect(statistics, dialect)).toEqual(
    expect.arrayContaining(['subsection name bytes 256', 'VMS_POINTER | VMS_VARRAY_UINT8 | VMS_ALLOC of int64']),
  );
  expect(fewFeatures(statistics, ['VMS_VSTRUCT', 'VMS_SINGLE'])[0]).toMatch(/^VMS_VSTRUCT \(\d+ of at least 100\)$/);
});
