import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isProblem } from './outcome.ts';
import { judgingOf, type JudgingFlags } from './judging.ts';
import { shippedList } from './shipped-list.ts';

async function judging(flags: JudgingFlags): Promise<string> {
  const found = await judgingOf(flags);
  return isProblem(found) ? found.message : `${found.level} ${found.known?.file ?? '-'}`;
}

describe('judgingOf', () => {
  it.each<[string, JudgingFlags, string]>([
    ['the reference engine', {}, 'must -'],
    ['the reference engine, by name', { engine: 'reference' }, 'must -'],
    ['a build of QEMU', { engine: 'qemu-10.2' }, 'quirk releases'],
    ['a build of QEMU, with the default said again', { engine: 'mine', level: 'quirk' }, 'quirk releases'],
    ['a build of QEMU at level must', { engine: 'qemu-10.2', level: 'must' }, 'must -'],
    ['a build of QEMU without a list', { engine: 'qemu-10.2', knownFailing: 'none' }, 'quirk -'],
    ['another engine with the list of the releases', { level: 'quirk', knownFailing: 'releases' }, 'quirk releases'],
  ])('%s', async (_, flags, expected) => {
    expect(await judging(flags)).toBe(expected);
  });

  it.each(['releases', 'none', undefined])('does not rewrite what is no file of the user: %s', async (name) => {
    expect(await judging({ updateKnown: true, ...(name === undefined ? {} : { knownFailing: name }) })).toMatch(
      /^--update-known: name the list to write/,
    );
  });
});

it('finds the shipped list from source and from dist', () => {
  const fromSource = shippedList();
  const here = new URL('..', import.meta.url);
  expect(fromSource).toBe(shippedList(new URL('dist/cli/shipped-list.js', here).href));
  expect(readFileSync(fromSource ?? '', 'utf8')).toContain('promise/round-trip');
});
