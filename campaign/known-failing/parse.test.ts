import { describe, expect, it } from 'vitest';
import { globMatches } from './entry.ts';
import { parseKnownFailing } from './parse.ts';

const text = `# what nobody has mended yet

load/verdict | refuses too much | https://example.org/1#c2
# about markers
VMS-NULL-* | no NULL yet |
case:3f2a11 | odd one
law=save/bytes rule=VMS-WIRE-1 case=0123456789ab | byte order | x`;

function lines(content: string): (number | string)[] {
  const read = parseKnownFailing(content, 'known.txt');
  return 'problem' in read ? [read.problem] : read.entries.map(({ line }) => line);
}

describe('parseKnownFailing', () => {
  it.each([
    ['as written', text],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a last line end', `${text}\n`],
    ['with a byte order mark', `\uFEFF${text}`],
  ])('reads every line %s', (_, content) => {
    expect(lines(content)).toEqual([3, 5, 6, 7]);
  });

  it('reads patterns, reasons, links and comments', () => {
    const read = parseKnownFailing(text, 'known.txt');
    if ('problem' in read) throw new Error(read.problem);
    expect(read.top).toEqual(['# what nobody has mended yet', '']);
    expect(read.entries.map(({ pattern }) => pattern)).toEqual([
      { law: 'load/verdict', rule: null, case: null },
      { law: null, rule: 'VMS-NULL-*', case: null },
      { law: null, rule: null, case: '3f2a11' },
      { law: 'save/bytes', rule: 'VMS-WIRE-1', case: '0123456789ab' },
    ]);
    expect(read.entries[0]).toMatchObject({ reason: 'refuses too much', link: 'https://example.org/1#c2' });
    expect(read.entries[1]?.comments).toEqual(['# about markers']);
  });

  it.each([
    ['load/nope | a |', /^known\.txt:2: no law matches 'load\/nope'/],
    ['VMS-NOPE-1 | a |', /^known\.txt:2: no rule matches 'VMS-NOPE-1'/],
    ['case:xyz0 | a |', /^known\.txt:2: 'xyz0' is no case id/],
    ['law=load/* load/values | a |', /^known\.txt:2: 'load\/values' is no pattern/],
    ['law=load/* law=save/* | a |', /^known\.txt:2: 'law=' is given twice/],
    ['rules=VMS-* | a |', /^known\.txt:2: 'rules=VMS-\*' is no pattern/],
    ['| a |', /^known\.txt:2: a pattern is missing/],
    ['load/*', /^known\.txt:2: a reason is missing/],
    ['load/* | a | b | c', /^known\.txt:2: too many '\|'/],
    ['law=save/bytes | a |', /^known\.txt:2: the same pattern as in line 1/],
  ])('refuses %s in one line', (line, problem) => {
    const [told] = lines(`save/bytes | known |\n${line}\n`);
    expect(told).toMatch(problem);
    expect(told).not.toContain('\n');
  });
});

describe('globMatches', () => {
  it('lets * stand for anything and nothing else', () => {
    const matching = ['*', 'load/*', '*/values', 'l*/v*s', 'load/values', 'load/values*'].filter((glob) =>
      globMatches(glob, 'load/values'),
    );
    expect(matching).toHaveLength(6);
    expect(
      ['load', 'load/value', 'load.values', 'load/v*v*s', '*load/values/*'].filter((glob) =>
        globMatches(glob, 'load/values'),
      ),
    ).toEqual([]);
  });
});
