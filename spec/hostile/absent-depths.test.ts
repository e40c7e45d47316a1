import { describe, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../../campaign/case-of-run.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { layout } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import { encode } from '../../oracle/save/encode.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { dialects } from '../../vmstate/dialect.ts';
import { withTrailer } from '../differences/bytes.ts';
import { countFields, withAbsent } from './absent.ts';

/** Of so many cases load/absent and save/abort see some. */
const CASES = 400;

describe.each(dialects)('fields that must exist and do not, in %s', (dialect) => {
  it('end loads and saves in nested structs and in subsections, not only in the device itself', () => {
    const { hello } = createReferenceEngine({ dialect });
    const generator = generatorFor(hello, dialect);
    const refused = { device: 0, nested: 0, subsection: 0 };
    let aborted = 0;
    for (let run = 0; run < CASES; run++) {
      const of = caseOfRun(generator, 1, run);
      const { model, seed } = of;
      if (saveOutcome(model, dialect).verdict !== 'ok') continue;
      const shape = withAbsent(model.shape, (seed >>> 3) % Math.max(1, countFields(model.shape)));
      if (saveOutcome({ ...model, shape }, dialect).verdict === 'undefined') aborted++;
      const { before, rooms } = layout({ ...of, model: { ...model, shape } });
      const load = decode({ shape, before, rooms }, withTrailer(encode(model, dialect)), shape.version, dialect);
      if (load.verdict !== 'rejected' || load.cause !== 'must exist') continue;
      const path = load.why.slice(0, load.why.indexOf(':'));
      refused[path.includes('/') ? 'subsection' : path.includes('.') ? 'nested' : 'device']++;
    }
    expect(aborted).toBeGreaterThan(CASES / 4);
    expect(refused.device).toBeGreaterThan(CASES / 10);
    expect(refused.nested).toBeGreaterThan(CASES / 10);
    expect(refused.subsection).toBeGreaterThan(CASES / 100);
  });
});
