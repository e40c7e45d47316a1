import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../../spec/rules/rules.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { findingsFolder } from './folder.ts';
import { parseFinding, readFindings } from './read.ts';

const root = join(import.meta.dirname, '../..');
const folder = findingsFolder();

const isRule = (id: string): boolean => rules.some((rule) => rule.id === id);

const exchange = {
  says: 'It is odd.',
  request: {
    op: 'save',
    description: { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] },
    memory: { blocks: [{ bytes: '07', pointers: [] }] },
  },
  observed: { 'qemu-11.1': 'crashed' },
  expected: { status: 'ok' },
};
const sound = { title: 'Odd', rules: ['VMS-WIRE-1'], reason: 'It is odd.', exchanges: [exchange] };

function read(value: unknown): string {
  const finding = parseFinding('odd', JSON.stringify(value), isRule);
  return finding.ok ? `${finding.value.name} is read` : issuesText(finding.issues, 'odd.json');
}

describe('parseFinding', () => {
  it('reads what is sound', () => {
    expect(read(sound)).toBe('odd is read');
  });

  it.each([
    ['no object', [], 'odd.json: must be object'],
    ['no reason', { ...sound, reason: undefined }, "required property 'reason'"],
    ['a reason that is no sentence', { ...sound, reason: 'odd' }, 'odd.json.reason: must match pattern'],
    ['a rule that does not exist', { ...sound, rules: ['VMS-NONE-1'] }, 'there is no rule VMS-NONE-1'],
    ['a member nobody knows', { ...sound, also: 1 }, 'must NOT have additional properties'],
    [
      'a release that does not exist',
      { ...sound, exchanges: [{ ...exchange, observed: { 'qemu-9.9': 'crashed' } }] },
      'there is no release qemu-9.9',
    ],
    [
      'a request with an id',
      { ...sound, exchanges: [{ ...exchange, request: { ...exchange.request, id: 1 } }] },
      '.exchanges[0].request: must',
    ],
    [
      'a load without a stream',
      { ...sound, exchanges: [{ ...exchange, request: { ...exchange.request, op: 'load' } }] },
      '.exchanges[0].request',
    ],
    [
      'nothing expected anywhere',
      { ...sound, exchanges: [{ ...exchange, expected: undefined }] },
      'must contain at least 1 valid item',
    ],
    [
      'what could be what is expected',
      { ...sound, exchanges: [{ ...exchange, observed: { 'qemu-11.1': { status: 'ok', wire: '' } } }] },
      'also matches what is expected: It is odd.',
    ],
  ])('refuses %s in one line', (_, value, problem) => {
    expect(read(value)).toContain(problem);
    expect(read(value)).not.toContain('\n');
  });

  it('refuses what is no JSON', () => {
    expect(parseFinding('odd', '{', isRule)).toMatchObject({ ok: false, issues: [{ kind: 'json', path: [] }] });
  });
});

describe('docs/findings', () => {
  it('is found from the sources and from what is built of them', () => {
    const expected = join(root, 'docs/findings');
    expect(folder).toBe(expected);
    expect(findingsFolder(pathToFileURL(join(root, 'dist/qemu/findings/folder.js')).href)).toBe(expected);
    expect(() => findingsFolder('file:///nowhere/qemu/findings/folder.js')).toThrow('incomplete');
  });

  it('names the file in the path of an issue', async () => {
    const other = mkdtempSync(join(tmpdir(), 'findings-'));
    writeFileSync(join(other, 'odd.json'), '{');
    expect(await readFindings(other, isRule)).toMatchObject({
      ok: false,
      issues: [{ kind: 'json', path: ['odd.json'] }],
    });
    rmSync(other, { recursive: true });
  });

  it('has a page, and a row in the table, for each file, and a file for each page', async () => {
    const read = await readFindings(folder, isRule);
    const findings = read.ok ? read.value : [];
    const table = readFileSync(join(folder, 'README.md'), 'utf8');
    const pages = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
    expect(findings.map(({ name }) => `${name}.md`)).toEqual(pages.sort());
    for (const { name, title, rules, exchanges } of findings) {
      const page = readFileSync(join(folder, `${name}.md`), 'utf8');
      const releases = [
        ...new Set(
          exchanges.filter(({ expected }) => expected !== undefined).flatMap(({ observed }) => Object.keys(observed)),
        ),
      ];
      const order = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0', 'qemu-10.2', 'qemu-11.1'].filter((each) =>
        releases.includes(each),
      );
      expect(table).toContain(
        `| [${title}](${name}.md) | ${order.map((each) => each.slice('qemu-'.length)).join(', ')} | ${rules.join(', ')} |`,
      );
      expect(page.startsWith(`# ${title}\n`), name).toBe(true);
      expect(page.split('\n').length, name).toBeLessThanOrEqual(51);
      for (const rule of rules) expect(page, name).toContain(rule);
    }
  });

  it('has cases that `show` reads, each of a finding whose page names it', () => {
    const cases = readdirSync(join(folder, 'cases'));
    expect(cases.length).toBeGreaterThan(0);
    for (const file of cases) {
      expect(parseCase(readFileSync(join(folder, 'cases', file), 'utf8')), file).toHaveProperty('ok', true);
      expect(readFileSync(join(folder, file.replace('.json', '.md')), 'utf8')).toContain(`docs/findings/cases/${file}`);
    }
  });
});
