import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import type { Engine } from '../../engine/engine.ts';
import { carryOut } from './carry-out.ts';
import { judgeDevice } from './compare-device.ts';
import { describedBy, device, nothingKnown, part, u32, u8 } from './sample.test-help.ts';

const engine = createReferenceEngine({ dialect: 'qemu-10.2' });

async function carried(old: object, now: object, loader: Engine = engine): Promise<string> {
  const state = judgeDevice(describedBy(old), describedBy(now), nothingKnown).forward.state();
  if (state === null) return 'no state';
  const { kind, text } = await carryOut(state, engine, loader);
  return `${kind}: ${text}`;
}

const array = (n: number): object => u32('r', { flags: ['VMS_ARRAY'], num: n });
const counted = [
  u8('n'),
  u32('v', { flags: ['VMS_VARRAY_UINT8', 'VMS_POINTER', 'VMS_ALLOC'], num_offset: 0, offset: 8 }),
];

describe('a state on an engine', () => {
  it.each([
    ['that loads', device([u32('a')]), device([u32('b')]), 'as predicted: ok, 4 bytes'],
    ['that shifts', device([array(3), u8('z')]), device([array(2), u8('z')]), 'as predicted: ok, 9 bytes'],
    ['that is refused', device([u8('a')], { version_id: 2 }), device([u8('a')]), 'as predicted: rejected, 0 bytes'],
    ['with arrays', device(counted), device(counted), 'as predicted: ok, 5 bytes'],
    [
      'with subsections',
      device([u8('a')], { subsections: [part('dev/s', [u8('x')])] }),
      device([u8('a')], { subsections: [part('dev/s', [u8('x')])] }),
      'as predicted: ok, 13 bytes',
    ],
  ])('%s is as predicted', async (_, old, now, text) => {
    expect(await carried(old, now)).toBe(text);
  });

  it('that comes out otherwise is told', async () => {
    const short: Engine = {
      ...engine,
      load: (request) => {
        const answer = engine.load(request);
        return answer.status === 'ok' ? { ...answer, consumed: 1 } : answer;
      },
    };
    expect(await carried(device([u32('a')]), device([u32('a')]), short)).toBe(
      'otherwise: loaded: ok, 1 bytes; predicted: ok, 4 bytes',
    );
  });

  it('that an engine does not take is no disagreement', async () => {
    const poor: Engine = { ...engine, load: () => ({ status: 'unsupported', feature: 'VMS_SINGLE' }) };
    expect(await carried(device([u32('a')]), device([u32('a')]), poor)).toBe(
      'not comparable: the load: unsupported: VMS_SINGLE',
    );
  });
});
