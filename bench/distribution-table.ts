import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { layoutSource } from '../layout/layout.ts';
import { table } from '../report/terminal/table.ts';
import { distributionOf, realDevices } from './distribution.ts';
import { dialect } from './steady.ts';

const CASES = 4000;

/** What generated descriptions look like beside those of real devices. */
export function distributionTable(): string {
  const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
  const generated = distributionOf(
    Array.from({ length: CASES }, (_, run) => layoutSource(caseOfRun(generator, 1, run)).plan.description),
  );
  const rows = realDevices.map(([what, found]) => [what, found, generated.get(what) ?? '']);
  return table({ head: ['descriptions', 'of real devices', 'generated'], rows });
}
