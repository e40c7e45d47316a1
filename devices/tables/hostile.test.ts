import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../elf/byte-source.ts';
import { loadImage } from '../elf/load.ts';
import { DeviceProblem } from '../problem.ts';
import { sampleFile, type SampleOptions } from '../testing/sample.ts';
import { readImage } from './read-image.ts';

const files: readonly Uint8Array[] = (
  [
    { processor: 'x86-64', dress: '10.0', linking: 'rela', sections: true },
    { processor: 's390x', dress: '11.1.3', linking: 'relr', sections: true },
    { processor: 'arm', dress: '7.2', linking: 'rel', sections: false },
    { processor: 'riscv64', dress: '11.1.1', linking: 'object', sections: true },
    { processor: 'ppc', dress: '10.2', linking: 'fixed', sections: true },
  ] satisfies SampleOptions[]
).map(sampleFile);

/** More in CI (`DEVICE_MUTATIONS=5000`). */
const runs = Number(process.env['DEVICE_MUTATIONS'] ?? 400);

/** The reader's answer: a count, or one line. Everything else is thrown. */
function read(bytes: Uint8Array): string {
  try {
    return `${readImage(loadImage(bytesInMemory(bytes), 'mutated'), 'mutated')?.descriptions.length ?? 0} descriptions`;
  } catch (error) {
    if (error instanceof DeviceProblem) return error.message;
    throw error;
  }
}

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

describe('damaged files', () => {
  it('are read, or refused in one line, and never take long', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (index, mutations, inHeaders) => {
          const bytes = Uint8Array.from(files[index] ?? []);
          for (const { at, bytes: change } of mutations) {
            const place = Math.floor(at * (inHeaders ? 300 : bytes.length - change.length));
            bytes.set(change, place);
          }
          const before = performance.now();
          const answer = read(bytes);
          expect(answer).not.toMatch(/\n/);
          expect(performance.now() - before).toBeLessThan(5000);
        },
      ),
      { numRuns: runs },
    );
  });

  it('are refused where they are cut', () => {
    for (const file of files) {
      for (let length = 0; length < file.length; length += Math.ceil(file.length / 97)) {
        if (length >= 16) expect(read(file.slice(0, length))).toMatch(/cut|damaged|descriptions/);
      }
    }
  });

  it.each<[string, (bytes: Uint8Array) => void, RegExp]>([
    [
      'another machine',
      (bytes) => {
        bytes.set([8, 0], 18);
      },
      /ELF machine 8 \(64 bits\) cannot be read; known: x86-64/,
    ],
    [
      'no class',
      (bytes) => {
        bytes.set([7], 4);
      },
      /class 7/,
    ],
    [
      'no byte order',
      (bytes) => {
        bytes.set([9], 5);
      },
      /byte order 9/,
    ],
    [
      'a core file',
      (bytes) => {
        bytes.set([4, 0], 16);
      },
      /type 4/,
    ],
    [
      'segments over each other',
      (bytes) => {
        bytes.set(bytes.slice(64, 64 + 56), 64 + 56);
      },
      /its segments overlap/,
    ],
  ])('are told apart: %s', (_, damage, message) => {
    const bytes = Uint8Array.from(files[0] ?? []);
    damage(bytes);
    expect(read(bytes)).toMatch(message);
  });
});
