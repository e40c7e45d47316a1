import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

const apprentice = fileURLToPath(new URL('../engine/process/faux/apprentice-faux-engine.mjs', import.meta.url));

function smoke(mistake: string): Promise<CommandRun> {
  return command(['smoke', '--engine-cmd', `'${process.execPath}' '${apprentice}' ${mistake}`]);
}

test('an adapter that is right', async () => {
  const { exit, out, err } = await smoke('none');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/^smoke test of apprentice 1 \(JavaScript\) on 64le\n\nok {7}hello, /);
  expect(out).toContain(
    'skipped  a load that allocates: its block follows those of the request (not in features: VMS_ALLOC)\n',
  );
  expect(out).toMatch(/\nThe adapter speaks the protocol: 18 exchanges ok, 9 skipped.\n$/);
});

test('an adapter that is wrong: what was sent, expected and received', async () => {
  const { exit, out } = await smoke('greedy');
  expect(exit).toBe(1);
  expect(out).toContain('failed   a load with resave, and two bytes left in the stream\n');
  expect(out).toContain(
    '✗ a load with resave, and two bytes left in the stream\n  consumed is 6 instead of 4\n  sent\n    {"id":',
  );
  expect(out).toMatch(/\n {2}received\n {4}\{"id":.*"consumed":6,.*\n/);
  expect(out).toMatch(/\nThe adapter fails: 1 of 18 exchanges failed, 9 skipped.\n$/);
});

test.each([
  [['smoke'], 'smoke tests a program; name it with --engine-cmd'],
  [['smoke', '--engine', 'reference'], '--engine: the reference engine has no protocol adapter'],
  [['smoke', '--engine', 'no-such-engine'], "there is no engine named 'no-such-engine'"],
  [['smoke', '--engine-cmd', "'"], '--engine-cmd: a single quote is never closed'],
])('%j is not a question', async (argv, message) => {
  const { exit, err } = await command(argv);
  expect(exit).toBe(2);
  expect(err).toContain(message);
});

test('what does not start is unusable', async () => {
  const { exit, out, err } = await command(['smoke', '--engine-cmd', '/nowhere/engine']);
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toContain('/nowhere/engine is not a usable engine: it cannot be started');
});
