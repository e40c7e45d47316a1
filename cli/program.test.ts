import { describe, expect, it } from 'vitest';
import { command } from './fixtures.ts';

describe('the command line', () => {
  it.each([
    [['chek'], "unknown command 'chek' (Did you mean check?)"],
    [['check', '--laws', 'x'], "unknown option '--laws' (Did you mean --law?)"],
    [['check', 'surprise'], "too many arguments for 'check'"],
    [
      ['check', '--runs', 'abc'],
      "option '--runs <n>' argument 'abc' is invalid. It takes a whole number from 1 to 2147483647.",
    ],
    [['check', '--runs', '0'], "option '--runs <n>' argument '0' is invalid"],
    [['check', '--runs', '1e3'], "option '--runs <n>' argument '1e3' is invalid"],
    [['check', '--seed', '99999999999'], "option '--seed <s>' argument '99999999999' is invalid"],
    [['check', '--run', '1'], '--run: give --seed as well'],
    [['check', '--law', 'save/*', '--law', 'nope/*'], '--law: no law matches nope/*'],
    [['check', '--seed', '1', '--seed', '2'], "option '--seed <s>' was given more than once"],
    [['check', '--json', '--json'], "option '--json' was given more than once"],
    [['check', '--run', '-1'], "option '--run <i>' argument '-1' is invalid"],
    [['check', '--run', '1', '--runs', '2'], "option '--run <i>' cannot be used with option '--runs <n>'"],
    [['check', '--case', 'x', '--seed', '2'], "option '--case <file>' cannot be used with option '--seed <s>'"],
    [
      ['check', '--engine', 'a', '--engine-cmd', 'b'],
      "option '--engine-cmd <command>' cannot be used with option '--engine <name>'",
    ],
    [['check', '--dialect', 'qemu-1.0'], 'Allowed choices are qemu-'],
    [['check', '--law'], "option '--law <glob>' argument missing"],
    [['check', '--law', 'nope/*'], '--law: no law matches nope/*; there are: save'],
    [['check', '--engine-cmd', "'open"], '--engine-cmd: a single quote is never closed'],
    [['check', '--case', '/nowhere/case.json'], '--case: /nowhere/case.json cannot be read (ENOENT)'],
    [['qemu', 'build'], 'nothing to build: give a release'],
    [['qemu', 'build', '1.0'], 'there are no sources of QEMU 1.0 to download'],
    [['qemu', 'build', '11.1', '--name', 'reference'], "--name: 'reference' is the built-in engine"],
  ])('answers %j with one line and exit code 2', async (argv, message) => {
    const { exit, out, err } = await command(argv);
    expect(err).toContain(message);
    expect(err).toMatch(/^vmstate-conformance: [^\n]*\n$/);
    expect(out).toBe('');
    expect(exit).toBe(2);
  });

  it('prints help', async () => {
    const { exit, out, err } = await command(['check', '--help']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('--engine-cmd <command>');
    expect(out).toContain('Exit codes: 0 the engine conforms');
  });

  it('shows its help when no command is given', async () => {
    const { exit, err } = await command([]);
    expect(exit).toBe(2);
    expect(err).toContain('Usage: vmstate-conformance');
  });

  it('prints its version', async () => {
    expect(await command(['--version'])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('prints the rules', async () => {
    const { exit, out } = await command(['rules']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^VMS-WIRE-1 must /m);
  });

  it('reports its own errors without a stack trace', async () => {
    const out = (): never => {
      throw new Error('the printer is\non fire');
    };
    const { exit, err } = await command(['rules'], { out, env: {} });
    expect(err).toBe(
      'vmstate-conformance: internal error: the printer is on fire; please report this bug; set VMSTATE_CONFORMANCE_DEBUG=1 for the stack trace\n',
    );
    expect(exit).toBe(4);
  });

  it('shows the stack trace if VMSTATE_CONFORMANCE_DEBUG is set', async () => {
    const out = (): never => {
      throw new Error('boom');
    };
    const { err } = await command(['rules'], { out, env: { VMSTATE_CONFORMANCE_DEBUG: '1' } });
    expect(err).toMatch(/\nError: boom\n +at /);
  });
});
