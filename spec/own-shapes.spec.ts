import { expect, it } from 'vitest';
import { evaluate } from '../campaign/evaluate.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { Case } from '../vmstate/case/case.ts';
import { dialects } from '../vmstate/dialect.ts';
import { fixed, member, scalar, shape, struct } from '../vmstate/model/shapes.test-help.ts';
import { isViolation } from './law.ts';
import { allLaws } from './laws/index.ts';

const inner = shape('in', [scalar('e', 'uint8'), scalar('q', 'uint8', { storage: 'pointer' })]);
const leads = shape('tmp', [
  scalar('x', 'uint16'),
  scalar('p', 'uint8', { storage: 'pointer' }),
  struct('s', inner),
  struct('t', inner, { count: fixed(2) }),
]);

/** As virtio-net has it: what is behind a pointer of a temporary object is the device's own. */
const device = shape('dev', [
  scalar('before', 'uint32'),
  member('tmp', { kind: 'tmp', struct: { ...leads, hooks: { post_load: 0 } } }),
  scalar('behind', 'uint32'),
]);

it.each(dialects)('a temporary object that leads away obeys every law in %s', (dialect) => {
  const engine = createReferenceEngine({ dialect });
  const laws = allLaws.filter(({ promise }) => promise !== true);
  const judged = new Set<string>();
  for (let seed = 0; seed < 64; seed++) {
    const object = [
      0x0102 + seed,
      9,
      [3, 4],
      [
        [5, 6],
        [7, 8],
      ],
    ];
    const model = { shape: device, values: [7, object, 0x30405060] };
    const of: Case = { dialect, abi: { pointerSize: 8, byteOrder: 'little' }, seed, model };
    // Every law is due in run 0.
    void evaluate(of, { engine, laws }, 0, (law, outcome) => {
      expect(isViolation(outcome) ? outcome : null).toBeNull();
      if (outcome === null) judged.add(laws[law]?.id ?? '');
    });
  }
  expect([...judged]).toEqual(
    expect.arrayContaining(['save/bytes', 'load/values', 'load/truncated', 'load/failing-hook']),
  );
});
