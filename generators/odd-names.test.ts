import { expect, it } from 'vitest';
import { Draw } from '../random/draw.ts';
import { oddCharacters, withOddName } from './odd-names.ts';
import { bufferElement, newMember, newStruct } from './uniform.ts';

const model = {
  shape: newStruct({
    name: 'device',
    version: 1,
    minimumVersion: 1,
    members: ['ctrl', 'status'].map((name) => newMember({ name, element: bufferElement(1) })),
  }),
  values: [new Uint8Array(1), new Uint8Array(1)],
};

it('gives one member a name with something odd in it, and every oddity comes', () => {
  const found = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { shape, values } = withOddName(new Draw(seed), model);
    expect(values).toBe(model.values);
    const odd = shape.members.filter(({ name }) => oddCharacters.some((oddity) => name.includes(oddity)));
    expect(odd).toHaveLength(1);
    for (const oddity of oddCharacters) if (odd[0]?.name.includes(oddity) === true) found.add(oddity);
  }
  expect(found.size).toBe(oddCharacters.length);
});

it('leaves a device without members as it is', () => {
  const empty = { shape: newStruct({ name: 'device', version: 1, minimumVersion: 1, members: [] }), values: [] };
  expect(withOddName(new Draw(1), empty)).toEqual(empty);
});
