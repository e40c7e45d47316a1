import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import { big64, little32, little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import { failingResults, positiveResults } from '../../../vmstate/hooks.ts';
import { withStreams, type Specimen } from './specimen.ts';

/** Timers that run and that do not; arrays that become longer, shorter, nothing; a size of 64 bits. */
export function objects(dialect: Dialect): Specimen[] {
  return [...timers(), ...ownInfos(), ...(traitsOf(dialect).byteArrays ? [...arrays(), ...wideSize()] : [])];
}

function timers(): Specimen[] {
  const description = vmsd([{ name: 'timer', size: 24, info: 'timer' }]);
  return [little64, big64].flatMap((abi) => {
    const running = memoryOf(abi, ['0011223344556677'.padEnd(48, 'ee')]);
    const stopped = memoryOf(abi, ['ff'.repeat(8).padEnd(48, 'ee')]);
    return [
      { description, source: running, destination: stopped },
      { description, source: stopped, destination: running },
      ...withStreams(description, running, ['8000000000000000 ee', 'fffffffffffffffe ee', '7fffffffffffffff ee']),
    ];
  });
}

/** Infos of a device's own, with every result between two other bytes. */
function ownInfos(): Specimen[] {
  const byte = { size: 1, info: 'uint8' } as const;
  return [...failingResults, ...positiveResults].flatMap((result) =>
    (['get', 'put'] as const).map((name) => {
      const results = { get: 0, put: 0, [name]: result };
      const own = { name: 'own', offset: 1, size: 1, info: 'failing', results } as const;
      const description = vmsd([{ name: 'a', ...byte }, own, { name: 'b', ...byte, offset: 2 }]);
      return { description, source: memoryOf(little64, ['112233']), destination: memoryOf(little64, ['aabbcc']) };
    }),
  );
}

function arrays(): Specimen[] {
  const description = vmsd([
    { name: 'array', size: 16, info: 'g_byte_array' },
    { name: 'end', offset: 8, size: 1, info: 'uint8' },
  ]);
  return [little64, little32].flatMap((abi) => {
    const array = (length: number, data: string) =>
      memoryOf(
        abi,
        ['00'.repeat(16), `${'00'.repeat(abi.pointerSize)}0${length}000000`.padEnd(4 * abi.pointerSize, '0'), data],
        [
          [
            [0, 0],
            [1, 0],
          ],
          [[1, 0], length === 0 ? null : [2, 0]],
        ],
      );
    const three = array(3, '112233');
    return [array(0, '00'), array(2, '4455'), array(5, '66778899aa')].flatMap((destination) => [
      { description, source: three, destination },
      { description, source: destination, destination: three },
    ]);
  });
}

function wideSize(): Specimen[] {
  const description = vmsd([{ name: 'data', offset: 16, flags: 'VBUFFER', info: 'buffer', size_offset: 8 }]);
  const memory = (size: string): Specimen['source'] => memoryOf(little64, [`${'00'.repeat(8)}${size}112233445566`]);
  return [{ description, source: memory('0300000001000000'), destination: memory('0300000000000000') }];
}
