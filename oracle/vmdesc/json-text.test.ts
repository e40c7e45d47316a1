import { expect, it } from 'vitest';
import { JsonText } from './json-text.ts';

it('separates what needs it, and keeps members given twice', () => {
  const json = new JsonText();
  json.openObject();
  json.openArray('none');
  json.close(']');
  json.put('a', 1);
  json.put('a', -2);
  json.openObject('o');
  json.put('b', 'c');
  json.close('}');
  json.openArray('list');
  json.openObject();
  json.close('}');
  json.openObject();
  json.close('}');
  json.close(']');
  json.close('}');
  expect(json.text).toBe('{"none":[],"a":1,"a":-2,"o":{"b":"c"},"list":[{},{}]}');
});

it.each([
  ['a "b" \\ c', 'a \\"b\\" \\\\ c'],
  ['\b\f\n\r\t', '\\b\\f\\n\\r\\t'],
  ['\u0000\u001f ~\u007f', '\\u0000\\u001F ~\\u007F'],
  ['é\uffff\ufdd0\u{2fffe}', '\\u00E9\\uFFFD\\uFFFD\\uFFFD'],
  ['😀', '\\uD83D\\uDE00'],
  ['\ud83d', '\\uFFFD'],
])('escapes %j', (value, escaped) => {
  const json = new JsonText();
  json.put('', value);
  expect(json.text).toBe(`"":"${escaped}"`);
});
