import { expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import type { Law } from '../../spec/law.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { tellUnexplained } from './unexplained.ts';

const dialect = 'qemu-11.1';
const { signal } = new AbortController();

function faulty(id: string): Engine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no faulty engine ${id}`);
  return found.create(dialect);
}

async function told(a: Engine, b: Engine, laws?: readonly Law[]): Promise<readonly [number, string]> {
  let text = '';
  const pair = [
    { name: 'one', engine: a },
    { name: 'two', engine: b },
  ];
  const out = (more: string): void => {
    text += more;
  };
  const found = await tellUnexplained(pair, { dialect, seed: 1, runs: 40, laws }, { out, signal });
  return [found, text];
}

it('tells what two engines do differently although no rule is about it', async () => {
  // As if the rules had a gap: nothing judges the bytes that are saved.
  const gap = selectLaws(['vmdesc/*']);
  const [found, text] = await told(faulty('null-marker-zero'), faulty('uint32-little-endian'), gap);
  expect(found).toBeGreaterThan(0);
  expect(text).toMatch(
    /difference that no rule explains, between one and two: save\/wire\n {2}npx vmstate-conformance replay vmstate1:\S+\n/,
  );
}, 240_000);

it('leaves what breaks a rule to the findings', async () => {
  expect(await told(faulty('null-marker-zero'), faulty('uint32-little-endian'))).toEqual([0, '']);
}, 240_000);

it('tells nothing of engines that are alike', async () => {
  const right = createReferenceEngine({ dialect });
  expect(await told(right, createReferenceEngine({ dialect }))).toEqual([0, '']);
});
