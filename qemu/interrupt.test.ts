import { expect, it } from 'vitest';
import { interruptible } from './interrupt.ts';
import { run } from './run.ts';

it('ends the programs that the work runs, at any depth', async () => {
  const controller = new AbortController();
  const started = performance.now();
  const ran = interruptible(controller.signal, async () => {
    await Promise.resolve();
    return run('sleep', ['60']);
  });
  setTimeout(() => {
    controller.abort();
  }, 50);
  expect((await ran).code).not.toBe(0);
  expect(performance.now() - started).toBeLessThan(30_000);
});

it('starts no program after it', async () => {
  const ran = await interruptible(AbortSignal.abort(), () => run('true', []));
  expect(ran).toEqual({ code: 128, stdout: '', stderr: 'interrupted' });
});

it('leaves other work alone', async () => {
  await interruptible(AbortSignal.abort(), () => Promise.resolve());
  expect((await run('true', [])).code).toBe(0);
});
