import { describe, expect, it } from 'vitest';
import { createLegality } from '../../cli/directed/legal.ts';
import { evaluate } from '../../campaign/evaluate.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { isViolation } from '../../spec/law.ts';
import { lawsOfReleases as laws } from '../../spec/laws/index.ts';
import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { abis } from '../../vmstate/host/abi.ts';
import { CaseGenerator } from '../case-generator.ts';
import { fieldsOf } from '../shrink/shrink-case.ts';

const GENERATIONS = 3;
const LINES = 14;

/** Mutants of mutants: the first generation is generated. */
function mutants(dialect: Dialect): Case[] {
  const generator = new CaseGenerator({ dialect, abis });
  let line = Array.from({ length: LINES }, (_, seed) => generator.fromSeed(seed));
  return Array.from({ length: GENERATIONS }, (_, generation) => {
    const donors = line;
    line = line.map((of, i) =>
      generator.mutant({ of, donor: donors[(i * 7 + 3) % LINES] ?? null }, generation * LINES + i),
    );
    return line;
  }).flat();
}

describe('a mutant', () => {
  it('is that of its seed', () => {
    expect(mutants('qemu-11.1').map(formatCase)).toEqual(mutants('qemu-11.1').map(formatCase));
  });

  it.each(dialects)('of a legal case is legal, and the reference engine conforms: %s', (dialect) => {
    const engine = createReferenceEngine({ dialect });
    const isLegal = createLegality(engine.hello.features);
    const broken: unknown[] = [];
    mutants(dialect).forEach((of, i) => {
      if (!isLegal(of)) broken.push({ i, illegal: formatCase(of) });
      void evaluate(of, { engine, laws }, i, (law, outcome) => {
        if (isViolation(outcome)) broken.push({ i, law: laws[law]?.id, outcome });
      });
    });
    expect(broken).toEqual([]);
  });

  it('has another shape, other values or another layout; it grows and shrinks, and stays within limits', () => {
    const generator = new CaseGenerator({ dialect: 'qemu-11.1', abis });
    const changes = { shape: 0, values: 0, layout: 0, grown: 0, shrunk: 0 };
    for (let seed = 0; seed < 150; seed++) {
      const of = generator.fromSeed(seed);
      const mutant = generator.mutant({ of, donor: generator.fromSeed(seed + 1) }, seed);
      const text = (part: unknown): string =>
        JSON.stringify(part, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v));
      if (text(mutant.model.shape) !== text(of.model.shape)) changes.shape++;
      else if (text(mutant.model.values) !== text(of.model.values)) changes.values++;
      else if (mutant.seed !== of.seed) changes.layout++;
      const [before, after] = [fieldsOf(of.model), fieldsOf(mutant.model)];
      if (after > before) changes.grown++;
      if (after < before) changes.shrunk++;
      expect(after).toBeLessThanOrEqual(Math.max(before, 120));
    }
    for (const [what, times] of Object.entries(changes)) expect(times, what).toBeGreaterThan(4);
  });
});

describe('createLegality', () => {
  const generator = new CaseGenerator({ dialect: 'qemu-11.1', abis });
  const { features } = createReferenceEngine({ dialect: 'qemu-11.1' }).hello;
  const of = generator.fromSeed(3);

  it('drops what the engine does not list', () => {
    expect(createLegality(features)(of)).toBe(true);
    expect(createLegality(['VMS_SINGLE', 'info:uint8'])(of)).toBe(false);
  });

  it('drops values that do not fit, and devices that QEMU refuses', () => {
    const isLegal = createLegality(features);
    expect(isLegal({ ...of, model: { ...of.model, values: of.model.values.slice(1) } })).toBe(false);
    const { shape, values } = of.model;
    const name = 'not-a-part-of-its-name';
    const stray = { struct: { name, version: 1, minimumVersion: 1, members: [] } };
    const subsections = [...(shape.subsections ?? []), stray];
    expect(isLegal({ ...of, model: { shape: { ...shape, subsections }, values: [...values, []] } })).toBe(false);
  });
});
