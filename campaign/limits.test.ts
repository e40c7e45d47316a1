import { expect, it } from 'vitest';
import type { Violation } from '../spec/violation.ts';
import { createLimiter } from './limits.ts';

function violation(law: string, part: Partial<Violation> = {}): Violation {
  const evidence = { kind: 'answer', expected: '', received: '' } as const;
  return { law, rule: 'VMS-WIRE-1', verdict: 'nonconform', summary: '', evidence, ...part };
}

it('ends a run after so many failing cases of one finding', () => {
  const limiter = createLimiter({ failures: 2 }, 'must');
  limiter.failed(violation('save/bytes'));
  limiter.failed(violation('load/values'));
  expect(limiter.stopped()).toBeNull();
  limiter.failed(violation('save/bytes'));
  expect(limiter.stopped()).toBe('2 failing cases of one finding: save/bytes, VMS-WIRE-1');
  expect(limiter.signal.aborted).toBe(true);
});

it('counts a breakdown once, whichever law saw it, and a hang for more', () => {
  const limiter = createLimiter({ failures: 100, hangs: 2 }, 'must');
  limiter.failed(violation('save/bytes', { verdict: 'hung' }));
  limiter.failed(violation('load/values', { verdict: 'hung' }));
  expect(limiter.stopped()).toBe('2 failing cases of one finding: verdict hung');
});

it('does not count what does not decide', () => {
  const limiter = createLimiter({ failures: 1 }, 'must');
  limiter.failed(violation('load/verdict', { rule: 'VMS-LOAD-3' }));
  limiter.failed(violation('load/verdict', { verdict: 'unsupported' }));
  expect(limiter.stopped()).toBeNull();
});
