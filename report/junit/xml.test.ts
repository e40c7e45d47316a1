import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { xmlDocument } from './xml.ts';

test('what XML does not permit is spelled out', () => {
  expect(xmlDocument({ name: 'a', attributes: { b: '\u001b"<\ud800' }, text: ']]>\r\0\u{1f600}\ufffe' })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      String.raw`<a b="\u001b&quot;&lt;\ud800">]]&gt;\u000d\u0000` +
      '\u{1f600}' +
      String.raw`\ufffe</a>` +
      '\n',
  );
});

it('reads back as it was given', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    alwaysCreateTextNode: true,
  });
  const printable = fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ';', '#x2A', ' ', '!', '\u{1f600}', 'é', ']]>'),
  });
  fc.assert(
    fc.property(printable, printable, (b, text) => {
      const read: unknown = parser.parse(xmlDocument({ name: 'a', attributes: { b }, text: `-${text}` }));
      expect(read).toMatchObject({ a: { b, '#text': `-${text}` } });
    }),
  );
});
