import { expect, it } from 'vitest';
import { Draw } from '../random/draw.ts';
import { oddities, withOddName } from './odd-names.ts';
import { bufferElement, newMember, newStruct, oneElement } from './uniform.ts';

const model = {
  shape: newStruct(
    'device',
    1,
    1,
    ['ctrl', 'status'].map((name) =>
      newMember(name, 0, true, bufferElement(1), oneElement(), 'embedded', 'none', undefined, undefined),
    ),
    undefined,
    undefined,
  ),
  values: [new Uint8Array(1), new Uint8Array(1)],
};

it('gives one member a name with something odd in it, and every oddity comes', () => {
  const found = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { shape, values } = withOddName(new Draw(seed), model);
    expect(values).toBe(model.values);
    const odd = shape.members.filter(({ name }) => oddities.some((oddity) => name.includes(oddity)));
    expect(odd).toHaveLength(1);
    for (const oddity of oddities) if (odd[0]?.name.includes(oddity) === true) found.add(oddity);
  }
  expect(found.size).toBe(oddities.length);
});

it('leaves a device without members as it is', () => {
  const empty = { shape: newStruct('device', 1, 1, [], undefined, undefined), values: [] };
  expect(withOddName(new Draw(1), empty)).toEqual(empty);
});
