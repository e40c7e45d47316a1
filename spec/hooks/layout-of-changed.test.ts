import { expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../../campaign/case-of-run.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { layout } from '../../layout/layout.ts';
import { encode } from '../../oracle/save/encode.ts';
import { withTrailer } from '../differences/bytes.ts';
import { prepare } from '../subject.ts';
import { rehooked } from './failing-hook.ts';
import { withFailingInfo } from './failing-info.ts';
import { layoutOfChanged } from './layout-of-changed.ts';

const dialect = 'qemu-11.1';
const engine = createReferenceEngine({ dialect });

it('is the layout that the changed case has by itself, and the stream is that of the case', () => {
  const generator = generatorFor(engine.hello, dialect);
  let infos = 0;
  for (let run = 0; run < 60; run++) {
    const original = caseOfRun(generator, 3, run);
    const subject = prepare(original);
    const failing = withFailingInfo(original, 'get');
    if (failing !== null) infos++;
    for (const of of [rehooked(original, { pre_load: 0 }, { post_load: -5 }), failing]) {
      if (of === null) continue;
      expect(layoutOfChanged(of, subject, engine)).toEqual(layout(of));
      expect(withTrailer(encode(of.model, of.dialect))).toEqual(subject.stream);
    }
  }
  expect(infos).toBeGreaterThan(0);
});
