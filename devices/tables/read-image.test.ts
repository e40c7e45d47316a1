import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../elf/byte-source.ts';
import { loadImage } from '../elf/load.ts';
import type { DescriptionSet } from '../set/types.ts';
import { everythingSaid, said } from '../testing/said.ts';
import { processors, sampleFile, type DressName, type ProcessorName, type SampleOptions } from '../testing/sample.ts';
import { readImage } from './read-image.ts';

function read(options: SampleOptions): DescriptionSet {
  const set = readImage(loadImage(bytesInMemory(sampleFile(options)), 'sample'), 'sample');
  if (set === undefined) throw new Error('nothing was found');
  return set;
}

const sample: SampleOptions = { processor: 'x86-64', dress: '10.0', linking: 'rela', sections: true };

const kinds = Object.keys(processors).filter((name): name is ProcessorName => name in processors);

describe('readImage', () => {
  it.each(kinds)('reads objects, modules and programs for %s, with and without section headers', (processor) => {
    const { wordSize } = processors[processor];
    for (const linking of [wordSize === 8 ? 'rela' : 'rel', 'relr', 'fixed', 'object'] as const) {
      for (const sections of [true, false]) {
        const set = read({ ...sample, processor, linking, sections });
        expect(said(set), `${linking} ${sections}`).toEqual(everythingSaid);
        expect(set.source.host?.machine).toBe(processor);
      }
    }
  });

  it.each<[DressName, string, string]>([
    ['7.2', '7.2 to 11.0', 'qemu-7.2'],
    ['10.0', '7.2 to 11.0', 'qemu-10.0'],
    ['10.2', '7.2 to 11.0', 'qemu-10.2'],
    ['11.1.1', '11.1.0 to 11.1.1', 'qemu-11.1'],
    ['11.1.3', '11.1.3 and later', 'qemu-11.1'],
  ])('recognises the tables of %s by what fits', (dress, field, dialect) => {
    const set = read({ ...sample, dress });
    expect(said(set)).toEqual(everythingSaid);
    expect(set.source.layout?.field).toBe(field);
    expect(set.source.dialect).toBe(dialect);
  });

  it.each(['rela', 'rel', 'relr', 'object'] as const)(
    'takes the infos of another file by their symbols: %s',
    (linking) => {
      const processor = linking === 'rel' ? 'arm' : 'x86-64';
      expect(said(read({ ...sample, processor, linking, module: true }))).toEqual(everythingSaid);
    },
  );
});
