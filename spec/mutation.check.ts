import { describe, expect, it } from 'vitest';
import { firstViolation } from '../campaign/first-violation.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { dialects } from '../vmstate/dialect.ts';
import { lawsOfReleases } from './laws/index.ts';

/** What a mutant of oracle, layout or reference engine is run against (`npm run mutation`): the laws, and no unit test. */
describe.each(dialects)('in dialect %s', (dialect) => {
  it('no case fails', async () => {
    const engine = createReferenceEngine({ dialect });
    const chase = await firstViolation({ engine, dialect, seed: 20261122, runs: 200, laws: lawsOfReleases });
    expect(chase).toEqual({ first: null, cases: 200 });
  });
});
