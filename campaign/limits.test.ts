import { expect, it } from 'vitest';
import type { Violation } from '../spec/violation.ts';
import { createLimiter } from './limits.ts';

function violation(law: string, part: Partial<Violation> = {}): Violation {
  const evidence = { kind: 'answer', expected: '', received: '' } as const;
  return { law, rule: 'VMS-WIRE-1', verdict: 'nonconform', summary: '', evidence, ...part };
}

it('ends a run after so many failing cases alike, and names no rule, which the findings may not', () => {
  const limiter = createLimiter({ failures: 2 }, 'must');
  limiter.failed(0, violation('save/bytes'));
  limiter.failed(1, violation('load/values'));
  limiter.failed(0, violation('save/bytes'));
  expect(limiter.stopped()).toBeNull();
  limiter.failed(1, violation('save/bytes'));
  expect(limiter.stopped()).toBe('2 failing cases alike: save/bytes');
  expect(limiter.signal.aborted).toBe(true);
});

it('counts a case once, whichever laws saw its breakdown, and a hang each time that it costs a timeout', () => {
  const limiter = createLimiter({ failures: 100, hangs: 2 }, 'must');
  const crash = { verdict: 'crashed' } as const;
  for (const law of ['save/bytes', 'load/values', 'load/hooks']) limiter.failed(0, violation(law, crash));
  expect(limiter.stopped()).toBeNull();
  limiter.failed(0, violation('save/bytes', { verdict: 'hung' }));
  limiter.failed(0, violation('load/values', { verdict: 'hung' }));
  expect(limiter.stopped()).toBe('2 failing cases alike: verdict hung');
});

it('does not wait often for an engine that has answered nothing', () => {
  const hung = (): Violation => violation('save/bytes', { verdict: 'hung' });
  for (const [silent, most] of [
    [true, 2],
    [false, 5],
  ] as const) {
    const limiter = createLimiter({ failures: 100, hangs: 5 }, 'must');
    if (!silent) limiter.understood();
    for (let run = 0; run < most - 1; run++) limiter.failed(run, hung());
    expect(limiter.stopped()).toBeNull();
    limiter.failed(most, hung());
    expect(limiter.stopped()).toBe(`${most} failing cases alike: verdict hung`);
  }
});

it('does not count what does not decide', () => {
  const limiter = createLimiter({ failures: 1 }, 'must');
  limiter.failed(0, violation('load/verdict', { rule: 'VMS-LOAD-3' }));
  limiter.failed(0, violation('load/verdict', { verdict: 'unsupported' }));
  expect(limiter.stopped()).toBeNull();
});

it('ends a run in which the engine does wrong again and again, but by no case', () => {
  const limiter = createLimiter({ incidents: 5 }, 'must');
  limiter.incidents(4);
  expect(limiter.stopped()).toBeNull();
  limiter.incidents(5);
  expect(limiter.stopped()).toBe('5 engine faults that belong to no case');
  const without = createLimiter({}, 'must');
  without.incidents(100);
  expect(without.stopped()).toBeNull();
});
