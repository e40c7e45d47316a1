import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { compileSchemas } from '../vmstate/compile-schemas.ts';
import { standaloneModule } from './standalone.ts';

/** What a module exports as `validators`. */
function evaluate(text: string): unknown {
  return runInThisContext(`(() => { ${text.replaceAll('export const', 'const')} return validators; })()`);
}

const word = { type: 'string', minLength: 2 };

it('writes validators that judge as the compiled ones do, without ajv', () => {
  const given = compileSchemas<{ word: string; 'two-words': string[] }>(
    { word: { $id: 'word', ...word }, 'two-words': { type: 'array', items: { $ref: 'word' }, maxItems: 2 } },
    { options: { allErrors: true } },
  );
  const text = standaloneModule(given);
  expect(text).not.toContain('ajv');
  const validators = evaluate(text) as typeof given;
  for (const value of ['ab', 'a', '\u{1f600}', 7, null]) {
    expect(validators.word(value)).toBe(given.word(value));
    expect(validators.word.errors).toEqual(given.word.errors);
  }
  for (const value of [['ab', 'cd'], ['a', 'b', 'c'], {}]) {
    expect(validators['two-words'](value)).toBe(given['two-words'](value));
    expect(validators['two-words'].errors).toEqual(given['two-words'].errors);
  }
});

it('writes patterns of hex that take long text in pieces', () => {
  const given = compileSchemas<{ hex: string; name: string }>({
    hex: { type: 'string', pattern: '^(?:[0-9a-f]{2})*$' },
    name: { type: 'string', pattern: '^[a-z]+$' },
  });
  const validators = evaluate(standaloneModule(given)) as typeof given;
  const long = '0a'.repeat(2 ** 23);
  for (const text of ['', '0', '0a', '0A', 'abc', long, `${long}0`, `${long}-1`, `x${long}y`]) {
    expect(validators.hex(text)).toBe(/^[0-9a-f]*$/.test(text) && text.length % 2 === 0);
    expect(given.hex(text)).toBe(validators.hex(text));
    expect(validators.name(text)).toBe(given.name(text));
  }
  expect(standaloneModule(given)).not.toContain('require(');
});

it('refuses validators that would need more of ajv, and what compileSchemas did not make', () => {
  const unique = compileSchemas<{ a: unknown }>({ a: { type: 'array', uniqueItems: true } });
  expect(() => standaloneModule(unique)).toThrow('a validator needs require("ajv/dist/runtime/equal")');
  expect(() => standaloneModule({})).toThrow('compileSchemas');
});
