import { expect, it } from 'vitest';
import { callText, existsCall, hookCall, hookNames, neededCall, parseCall, type Call } from './hooks.ts';

const calls: readonly Call[] = [
  ...hookNames.map((hook) => hookCall(hook, 'dev 1', hook.startsWith('post_load') ? -3 : null)),
  neededCall('dev/sub 2'),
  existsCall('dev', 'field 4', 5),
];

it.each(calls.map((call) => [callText(call), call] as const))('reads its own line: %s', (line, call) => {
  expect(parseCall(line)).toEqual(call);
});

it.each(['', 'pre_load', 'post_load dev', 'post_load dev x', 'field_exists dev.f', 'pre_saved dev', 'hook dev'])(
  'reads no call from %j',
  (line) => {
    expect(parseCall(line)).toBeNull();
  },
);
