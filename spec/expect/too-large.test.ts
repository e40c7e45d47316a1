import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { layout } from '../../layout/layout.ts';
import { counted, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Element, Model } from '../../vmstate/model/model.ts';
import { expectLoad } from './load.ts';

const element = shape('element', [
  scalar('x', 'uint32'),
  scalar('data', 'uint64', { count: { kind: 'fixed', n: 64 } }),
]);
const counting = shape('counting', [
  scalar('n', 'uint32'),
  struct('all', element, { count: counted(0, 'uint32'), storage: 'allocated' }),
]);

function caseOf(model: Model): Case {
  return { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1, model };
}

function load(of: Case, sent: readonly number[]): unknown {
  const { hello } = createReferenceEngine({ dialect: 'qemu-11.1' });
  let asked = 0;
  const engine = {
    hello,
    save: () => ({ status: 'error', message: '' }) as const,
    load: () => {
      asked++;
      return { status: 'unsupported', feature: 'op:load' } as const;
    },
    close: () => Promise.resolve(),
  };
  const laid = layout(of);
  const { description } = laid.plan;
  const wire = Uint8Array.from([...sent, 0, 0, 0, 0]);
  const outcome = expectLoad(
    {
      law: 'load/altered',
      rule: 'VMS-STREAM-2',
      of,
      layout: laid,
      description,
      wire,
      versionId: description.version_id,
    },
    engine,
  );
  return { outcome, asked };
}

it('asks for no answer that would have more memory than a line holds', () => {
  const of = caseOf({ shape: { ...counting, name: 'device' }, values: [0, []] });
  expect(load(of, [0, 0, 0xff, 0])).toEqual({ outcome: 'too-large', asked: 0 });
  expect(load(of, [0, 0, 0, 2])).toEqual({ outcome: 'skip', asked: 1 });
});

it.each<[string, Element, number[]]>([
  ['a node', { kind: 'tree', key: null, value: counting }, [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 7]],
  ['an element of a list', { kind: 'list', list: 'qtailq', struct: counting }, [1]],
])('nor for what %s allocates that fails, and is in no value', (_, container, before) => {
  const of = caseOf({ shape: shape('device', [member('all', container)]), values: [[]] });
  expect(load(of, [...before, 0, 0, 0xff, 0])).toEqual({ outcome: 'too-large', asked: 0 });
  expect(load(of, [...before, 0, 0, 0, 2])).toEqual({ outcome: 'skip', asked: 1 });
});
