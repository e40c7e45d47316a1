import { marked } from 'marked';
import { expect, it, test } from 'vitest';
import { context, hostile } from '../fixtures/hostile.ts';
import { broken, conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { markdownReport } from './summary.ts';

it('says the verdict, each failure, and what each law came to', () => {
  const markdown = markdownReport(resultWith([conforming, broken, neverJudged]), context);
  expect(markdown).toMatch(/^### sample 2 does not conform to qemu-11.1: 1 of 3 laws broken/);
  expect(markdown).toContain('<summary>save/bytes: nonconform: byte 5 is 02, not 00 (VMS-WIRE-1)</summary>');
  expect(markdown).toContain('| save/bytes | 90 | conforms |');
  expect(markdown).toContain('| save/bytes | 90 | nonconform |');
  expect(markdown).toContain('| save/bytes | 0 | not judged: no case was about it |');
});

it('reads known failures and fixed ones', () => {
  const markdown = markdownReport(hostile, context);
  expect(markdown).toContain('| save/measure | 90 | known failures |');
  expect(markdown).toContain('- known-failing line 3 no longer fails: ');
});

test('foreign text is text', async () => {
  const html = await marked(markdownReport(hostile, context));
  expect(html).not.toContain('<b>');
  expect(html).not.toMatch(/[\0\u001b]/);
  expect(html.match(/<table>/g)).toHaveLength(1);
  expect(html.match(/<\/details>/g)).toHaveLength(1);
});

test('a code block ends where the report ends', async () => {
  const { failure } = broken;
  if (failure === null) throw new Error('the fixture has a failure');
  const summary = '````` </details> <b>';
  const law = { ...broken, failure: { ...failure, violation: { ...failure.violation, summary } } };
  expect(await marked(markdownReport(resultWith([law]), context))).not.toContain('<b>');
});
