import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, savedCalls, verdict } from './testing/run.ts';

function device(get: number, put: number): VMStateDescription {
  return vmsd(
    [
      { name: 'own', size: 1, info: 'failing', results: { get, put } },
      { name: 'next', offset: 1, size: 1, info: 'uint8' },
    ],
    { hooks: { post_save: 0 } },
  );
}

test.each(dialects)('a put that fails ends the save, and post_save is called (%s)', (dialect) => {
  const source = memoryOf(little64, ['1122']);
  const isLast = traitsOf(dialect).autoAlloc;
  expect(savedCalls(dialect, device(0, 0), source)).toEqual(['post_save dev']);
  expect(savedCalls(dialect, device(0, -5), source)).toEqual(['post_save dev', isLast ? '-22' : '-5']);
  const positive = isLast ? ['post_save dev'] : ['post_save dev', '7'];
  // 10.0 adds to an error that nothing has set.
  if (dialect !== 'qemu-10.0') expect(savedCalls(dialect, device(0, 7), source)).toEqual(positive);
  else expect(savedCalls(dialect, device(0, 7), source)[0]).toContain('adds to an error that was not set');
});

test.each(dialects)('a get that fails ends the load behind its byte, which stays (%s)', (dialect) => {
  const code = traitsOf(dialect).autoAlloc ? -22 : -5;
  const into = memoryOf(little64, ['1122']);
  expect(verdict(dialect, device(-5, 0), into, '3344 ee')).toBe(`rejected ${code} 1 ${code}`);
  const outcome = loaded(dialect, device(-5, 0), memoryOf(little64, ['1122']), '3344 ee');
  expect(outcome.status === 'rejected' && outcome.left !== null ? contents(outcome.left.memory) : []).toEqual(['3322']);
  expect(verdict(dialect, device(7, 0), memoryOf(little64, ['1122']), '3344 ee')).toBe('ok 2 0');
});
