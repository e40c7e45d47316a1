import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../elf/byte-source.ts';
import { loadImage } from '../elf/load.ts';
import { lintSet } from '../lint/lint.ts';
import { Assembly } from '../testing/assembly.ts';
import { elfFile } from '../testing/elf-file.ts';
import { dresses, processors } from '../testing/sample.ts';
import { TableWriter, type TestField } from '../testing/tables.ts';
import { readImage } from './read-image.ts';

type End = 'marked' | 'zeros' | 'none';

/** Alarms of a program with a description whose list ends so, another behind it, and some that are right. */
function alarms(dress: '7.2' | '10.0' | '11.1.3', end: End): string[] {
  const { wordSize, littleEndian } = processors['x86-64'];
  const out = new Assembly(wordSize, littleEndian);
  const tables = new TableWriter(out, dresses[dress]);
  const info = tables.info('uint32');
  const field = (name: string): TestField => ({ name, size: 4, flags: 1, info });
  const versions = { version_id: 1, minimum_version_id: 1 };
  const mark = dresses[dress].end;
  const first = tables.fields([field('a')], end === 'marked' ? mark : end === 'zeros' ? 0 : null);
  const second = tables.fields([field('b')], mark);
  tables.description({ ...versions, name: 'first', fields: [], fieldsAt: first });
  tables.description({ ...versions, name: 'second', fields: [], fieldsAt: second });
  for (const name of ['third', 'fourth']) tables.description({ ...versions, name, fields: [field('c')] });
  const file = elfFile(out, { processor: processors['x86-64'], linking: 'rela', sections: true });
  const set = readImage(loadImage(bytesInMemory(file), 'sample'), 'sample');
  if (set === undefined) throw new Error('nothing was found');
  const dialect = dress === '7.2' ? 'qemu-7.2' : dress === '10.0' ? 'qemu-10.0' : 'qemu-11.1';
  return lintSet(set, { dialect, pointerSize: 8 }).map(({ id, path }) => `${id} ${path}`);
}

describe('a list of fields without an end', () => {
  it.each(['7.2', '10.0', '11.1.3'] as const)('is found in tables of %s that run on into another list', (dress) => {
    expect(alarms(dress, 'none')).toContain('missing-terminator first');
    expect(alarms(dress, 'none').join()).not.toContain('second');
    expect(alarms(dress, 'marked')).toEqual([]);
  });

  it('is found where zeros end it and a mark should', () => {
    expect(alarms('10.0', 'zeros')).toEqual(['missing-terminator first']);
    expect(alarms('11.1.3', 'zeros')).toEqual(['missing-terminator first']);
    expect(alarms('7.2', 'zeros')).toEqual([]);
  });
});
