import { expect, it } from 'vitest';
import { coordinate } from './coordinate.ts';
import { createMemoryStore } from './memory-store.test-help.ts';
import type { CampaignStore } from './store.ts';
import { nothingOf, type FuzzTask, type Runner, type TaskResult } from './task.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { doTask } from './do-task.ts';

const range = { first: 0, runs: 100 };
const chunk = 10;
const dialect = 'qemu-11.1';
const plan = { dialect, seed: 1, chunk, laws: selectLaws(['save/bytes']), level: 'must', known: undefined } as const;
const never = new AbortController().signal;
const noProblem = (result: TaskResult): result is never => typeof result === 'string';

it('ends all runners when what they have done cannot be kept, and rejects', async () => {
  const full = new Error('no space left');
  const store: CampaignStore = { ...createMemoryStore(), addChunk: () => Promise.reject(full) };
  const asked: FuzzTask[] = [];
  const engine = createReferenceEngine({ dialect });
  const first: Runner<never> = (task) => doTask(engine, plan, task, { signal: never });
  let release: () => void = () => undefined;
  const second: Runner<never> = (task) => {
    asked.push(task);
    return new Promise((resolve) => {
      release = () => {
        resolve(nothingOf(task));
      };
    });
  };
  const coordinated = { range, chunk, store, runners: [first, second], enough: never, signal: never };
  await expect(coordinate({ ...coordinated, isProblem: noProblem })).rejects.toBe(full);
  release();
  await new Promise(setImmediate);
  expect(asked).toHaveLength(1);
});
