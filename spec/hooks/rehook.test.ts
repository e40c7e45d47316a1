import { expect, test } from 'vitest';
import { scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { nestedSubsections, withHooks } from './rehook.ts';

function withPart(of: StructShape, name: string): StructShape {
  return { ...of, subsections: [{ struct: shape(name, [scalar('x', 'uint8')]) }] };
}

test('finds the subsections of nested structs, not those of the outermost one', () => {
  const first = struct('a', withPart(shape('a', [scalar('x', 'uint8')]), 'a/more'));
  const second = struct('b', withPart(shape('b', [scalar('x', 'uint8')]), 'b/more'));
  const dev = withPart(shape('dev', [first, second]), 'dev/more');
  const hooked = nestedSubsections(dev).map((place) => JSON.stringify(withHooks(dev, place, {}, { post_load: 1 })));
  expect(hooked).toHaveLength(2);
  expect(hooked[0]).toMatch(/"name":"a\/more"[^]*"hooks":\{"post_load":1\}[^]*"name":"b"/);
  expect(hooked[1]).toMatch(/"name":"b\/more"[^]*"hooks":\{"post_load":1\}[^]*"name":"dev\/more"/);
});
