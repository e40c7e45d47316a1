import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEngine } from '../qemu/manifest.ts';
import { HOME } from './engine-choice.ts';
import { command } from './fixtures.ts';

/*
 * Kinds of change that people who maintain devices have met, each as small as
 * it gets: what each does to a stream, and that engines do it.
 */
const folder = join(import.meta.dirname, '../devices/testing/pairs');

/** A release of real QEMU, where it is built. */
const built = await findEngine('qemu-10.2', process.env[HOME]);
const engines = ['reference', ...(built === undefined ? [] : ['qemu-10.2'])];

type Row = readonly [file: string, forward: string, backward: string];

const rows: readonly Row[] = [
  ['01-wider-member', 'shifted by 4 at limit | limit', 'shifted by -4 at limit | limit'],
  [
    '02-field-removed-from-array-of-structs',
    'shifted by -3 at ctrs[0].started | ctrs[1].val',
    'shifted by 3 at ctrs[1].val | ctrs[0].started',
  ],
  ['04-test-until-a-version', 'compatible', 'refused: version'],
  // The count is an int32_le: a load takes as many as it has, or fewer.
  ['05-fewer-registers', 'refused: not less or equal', 'compatible'],
  ['06a-array-shorter', 'shifted by -8 at ctr[5] | ctl', 'shifted by 8 at ctl | ctr[5]'],
  ['06b-array-shorter-minimum-raised', 'refused: version', 'refused: version'],
  ['09-buffer-to-array', 'reinterpreted at cam | cam[0]', 'reinterpreted at cam[0] | cam'],
  ['12-moved-into-a-struct', 'compatible', 'compatible'],
  ['14-property-differs', 'shifted by 4 at last | msix', 'shifted by -4 at msix | last'],
  ['15-count-behind-its-array', 'shifted by -8 at slots[1] | n', 'shifted by -8 at slots[1] | n'],
  ['21-two-halves-become-one', 'reinterpreted at offset | offset', 'refused: version'],
  ['23-prefix-with-one-between', 'compatible', 'compatible'],
];

const single = ['17-info-narrower-than-size', '19-own-info'];

it('every file is a row', () => {
  const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
  expect(files.toSorted()).toEqual([...rows.map(([file]) => file), ...single].toSorted());
});

describe.each(rows)('%s', (file, forward, backward) => {
  const path = join(folder, `${file}.json`);

  it('is answered both ways', async () => {
    const { out } = await command(['compat', path, '--format', 'json']);
    expect(answersIn(out)).toEqual({ forward, backward });
  });

  it.each(engines)('is so in engine %s', async (engine) => {
    const { out } = await command(['compat', path, '--engine', engine, '--engine', engine]);
    expect(out).toContain('carried out on the engines: 2 of 2 states as predicted\n');
  });
});

describe('mistakes of one description', () => {
  it.each([
    ['15-count-behind-its-array', 'its count, n, comes behind it'],
    ['17-info-narrower-than-size', 'uint32 sends 4 of the 8 bytes of each element'],
    ['21-two-halves-become-one', 'sent twice'],
  ])('%s is one', async (file, text) => {
    const { exit, out } = await command(['lint', join(folder, `${file}.json`)]);
    expect(exit).toBe(1);
    expect(out).toContain(text);
  });

  it.each(['19-own-info', '23-prefix-with-one-between'])('%s is none', async (file) => {
    const { exit, out } = await command(['lint', join(folder, `${file}.json`)]);
    expect(exit).toBe(0);
    expect(out).toContain('no problem found');
  });

  it('an own info is opaque, and stops nothing', async () => {
    const path = join(folder, '19-own-info.json');
    expect((await command(['devices', path])).out).toMatch(/^pci .*pci config/m);
    expect(await command(['compat', path, path])).toMatchObject({ exit: 0 });
  });
});

/** Both answers of the first device of a JSON report, a line each. */
function answersIn(json: string): object {
  const report: unknown = JSON.parse(json);
  const lines = (direction: string): string => lineOf((name) => at(report, ['devices', 0, direction, ...name]));
  return { forward: lines('forward'), backward: lines('backward') };
}

function lineOf(of: (path: readonly (string | number)[]) => unknown): string {
  const outcome = (...path: readonly (string | number)[]): unknown => of(['witness', 'outcome', ...path]);
  const parting = outcome('parting') === undefined ? ['partings', 0] : ['parting'];
  const place = (side: string): string => text(outcome(...parting, side, 'path') ?? 'end');
  const check = outcome('check');
  const bytes = outcome('bytes');
  return [
    text(of(['kind'])),
    check === undefined ? '' : `: ${text(check)}`,
    bytes === undefined ? '' : ` by ${text(bytes)}`,
    outcome(...parting) === undefined ? '' : ` at ${place('source')} | ${place('destination')}`,
  ].join('');
}

/** What a path leads to; undefined: to nothing. */
function at(json: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce(
    (found: unknown, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    json,
  );
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
