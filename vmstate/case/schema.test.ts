import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { caseOf, everything, hosts } from '../../layout/language.test-help.ts';
import { decodeShape } from '../model/decode-shape.ts';
import { beginDecoding } from '../decoding.ts';
import { formatCase } from './case-file.ts';
import { sampleCase } from './sample.test-help.ts';
import schema from './schemas/case.json' with { type: 'json' };

const [[, abi] = ['', sampleCase.abi]] = hosts;
const published = new Ajv2020({ discriminator: true, allowUnionTypes: true }).compile(schema);
const text = formatCase(caseOf(everything, abi));

/** Every document with one value of the shape replaced by another that is hardly ever right. */
function* mutants(json: unknown): Generator {
  for (const wrong of [null, -1, 1.5, '', 'odd', true, [], {}]) yield wrong;
  if (Array.isArray(json)) {
    const items: readonly unknown[] = json;
    for (const [i, item] of items.entries()) for (const other of mutants(item)) yield items.with(i, other);
  } else if (typeof json === 'object' && json !== null) {
    yield { ...json, odd: 1 };
    for (const [key, value] of Object.entries(json)) {
      yield Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));
      for (const other of mutants(value)) yield { ...json, [key]: other };
    }
  }
}

it('a shape is taken by the published schema and by the codec alike', () => {
  const whole = JSON.parse(text) as { model: { shape: unknown } };
  const counts = { valid: 0, invalid: 0 };
  for (const shape of mutants(whole.model.shape)) {
    const valid = published({ ...whole, model: { shape, values: [] } });
    const decoding = beginDecoding();
    decodeShape(decoding, shape);
    if ((decoding.issues.length === 0) !== valid)
      expect.fail(
        `${valid ? 'valid' : 'invalid'} by the schema: ${JSON.stringify(decoding.issues)} ${JSON.stringify(shape)}`,
      );
    counts[valid ? 'valid' : 'invalid']++;
  }
  expect(counts.valid).toBeGreaterThan(100);
  expect(counts.invalid).toBeGreaterThan(1000);
});
