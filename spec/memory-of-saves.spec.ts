import { expect, it } from 'vitest';
import { evaluate } from '../campaign/evaluate.ts';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { Case } from '../vmstate/case/case.ts';
import { addBlock, cloneMemory, type Memory } from '../vmstate/host/memory.ts';
import { scalar, shape } from '../vmstate/model/shapes.test-help.ts';
import { isViolation } from './law.ts';
import { allLaws } from './laws/index.ts';

const dialect = 'qemu-11.1';
const of: Case = {
  dialect,
  abi: { pointerSize: 8, byteOrder: 'little' },
  seed: 1,
  model: { shape: shape('dev', [scalar('a', 'uint32')]), values: [7] },
};

/** The reference engine, whose saves answer another memory. */
function answering(change: (memory: Memory) => void): Engine {
  const right = createReferenceEngine({ dialect });
  return {
    ...right,
    save(request) {
      const answer = right.save(request);
      if (answer.status !== 'ok' || answer.memory === null) return answer;
      const memory = cloneMemory(answer.memory);
      change(memory);
      return { ...answer, memory };
    },
  };
}

async function told(engine: Engine): Promise<string[]> {
  const laws = allLaws.filter(({ id }) => id === 'save/frame');
  const found: string[] = [];
  await evaluate(of, { engine, laws }, 0, (_, outcome) => {
    if (isViolation(outcome)) found.push(outcome.summary);
  });
  return found;
}

it('a save that adds a block to its memory is told so', async () => {
  expect(await told(answering((memory) => void addBlock(memory, 4)))).toEqual([
    'after the save there are 2 blocks of memory instead of 1',
  ]);
});

it('a save that changes a byte is told where', async () => {
  const changed = answering((memory) => {
    const start = memory.blocks[0]?.start ?? 0;
    memory.bytes.fill(0xff ^ (memory.bytes[start] ?? 0), start, start + 1);
  });
  expect(await told(changed)).toEqual(['the save changed the memory that it saved, at block 0 offset 0']);
});

it('one that changes nothing is right', async () => {
  expect(await told(answering(() => undefined))).toEqual([]);
});
