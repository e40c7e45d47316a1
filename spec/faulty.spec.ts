import { describe, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { evaluate } from '../campaign/evaluate.ts';
import { faultyEngines, type FaultyEngine, type RuleName } from './faulty/registry.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { isViolation, type Law, type LawOutcome } from './law.ts';
import { allLaws, lawsOfReleases } from './laws/index.ts';
import { rules } from './rules/rules.ts';

/** A fault is chased in the newest release that it can be in; CI has them all chased in all. */
const everywhere = process.env['VMSTATE_CONFORMANCE_ALL_DIALECTS'] === '1';

const CASES = 1000;
const SEED = 1;

interface Caught {
  /** The run in which a law first named a right rule, or null. */
  readonly run: number | null;
  /** Laws that were broken on the way. */
  readonly laws: ReadonlySet<string>;
  readonly rules: ReadonlySet<RuleName>;
}

/** Judges cases until some law names a right rule. */
function chase(faulty: FaultyEngine, dialect: Dialect): Caught {
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect);
  const broken = new Set<string>();
  const named = new Set<RuleName>();
  for (let run = 0; run < CASES; run++) {
    void evaluate(caseOfRun(generator, SEED, run), { engine, laws: lawsOfReleases }, run, (_, finding) => {
      if (!isViolation(finding)) return;
      broken.add(finding.law);
      named.add(finding.rule);
    });
    if (faulty.rules.some((rule) => named.has(rule))) return { run, laws: broken, rules: named };
  }
  return { run: null, laws: broken, rules: named };
}

/** True when the law finds fault with the engine within a few cases. */
function bites(law: Law, faulty: FaultyEngine): boolean {
  const dialect = faulty.dialects.at(-1) ?? 'qemu-11.1';
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect);
  for (let run = 0; run < 100; run++) {
    const findings: LawOutcome[] = [];
    // Every law is due in run 0.
    void evaluate(caseOfRun(generator, SEED, run), { engine, laws: [law] }, 0, (_, finding) => findings.push(finding));
    if (findings.some(isViolation)) return true;
  }
  return false;
}

const bitten = new Set<string>();

describe.each(faultyEngines)('$id: $breaks', (faulty) => {
  it.each(everywhere ? faulty.dialects : faulty.dialects.slice(-1))(
    `is caught within ${CASES} cases in dialect %s, by a right rule`,
    (dialect) => {
      const caught = chase(faulty, dialect);
      for (const law of caught.laws) bitten.add(law);
      expect(
        caught.run,
        `broken laws: ${[...caught.laws].join(', ') || 'none'}; rules named: ${[...caught.rules].join(', ') || 'none'}`,
      ).not.toBeNull();
    },
  );
});

describe('the laws', () => {
  it('each bite some faulty engine', () => {
    // The chases above stop at the first right rule: a law that came too late for them gets its own.
    const toothless = lawsOfReleases.filter(
      (law) => !bitten.has(law.id) && !faultyEngines.some((faulty) => bites(law, faulty)),
    );
    expect(toothless.map(({ id }) => id)).toEqual([]);
  });

  it('cite rules that exist, and leave none out', () => {
    const known = new Set(rules.map(({ id }) => id));
    const cited = new Set(allLaws.flatMap((law) => law.rules));
    expect([...cited].filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !cited.has(id))).toEqual([]);
  });
});
