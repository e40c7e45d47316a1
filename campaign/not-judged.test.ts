import { expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { isAboutDialect } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import { judgedOf, whyNotJudged } from './result.ts';
import { runCampaign } from './run.ts';

const dialect = 'qemu-11.1';

/** Why laws judge nothing of a reference engine that lacks some features. */
async function reasonsWithout(lacks: readonly string[]): Promise<Record<string, string | null>> {
  const reference = createReferenceEngine({ dialect });
  const hello = {
    ...reference.hello,
    features: reference.hello.features.filter((feature) => !lacks.includes(feature)),
  };
  const engine: Engine = { ...reference, hello };
  const result = await runCampaign({ engine, dialect, seed: 4, runs: 600, laws: allLaws });
  const silent = result.laws.filter((law) => judgedOf(law) === 0 && isAboutDialect(law.law, dialect));
  return Object.fromEntries(silent.map((law) => [law.law.id, whyNotJudged(law, result)]));
}

const trace = 'needs op:trace, which the engine does not list';
const subsections = 'needs part:subsections, which the engine does not list';
const opaque = 'needs op:opaque, which the engine does not list';
const vmdesc = 'needs op:vmdesc, which the engine does not list';

test.each([
  [[], {}],
  [['op:measure'], { 'save/measure': 'needs op:measure, which the engine does not list' }],
  [['op:vmdesc'], { 'save/vmdesc': vmdesc, 'promise/vmdesc': vmdesc }],
  [
    ['op:trace'],
    {
      'save/hooks': trace,
      'save/failing-hook': trace,
      'save/failing-info': trace,
      'save/objects': trace,
      'load/hooks': trace,
      'load/failing-hook': trace,
      'load/objects': trace,
    },
  ],
  [['op:opaque'], { 'save/objects': opaque, 'load/objects': opaque }],
  [['part:subsections'], { 'load/subsections': subsections, 'load/after-error': subsections }],
])('without %j', async (lacks, reasons) => {
  expect(await reasonsWithout(lacks)).toEqual(reasons);
});
