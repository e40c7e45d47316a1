import { expect, test } from 'vitest';
import { context, HOSTILE, hostile } from '../fixtures/hostile.ts';
import { resultJson } from '../json/result-json.ts';
import { MARKS, renderPage } from './html.ts';
import { pageOfResults } from './page-of-results.ts';
import { readBackPage } from './testing/pages.ts';

const template = `<title>${MARKS.title}</title><p>${MARKS.said}</p><script type="application/json">${MARKS.data}</script>`;
const of = { version: '1.2.3', toC: () => `/* $& ${MARKS.said} */ </script><!--` };
const data = pageOfResults([readBackPage(resultJson(hostile, context))], of);
const page = renderPage(data, template);

test('the data in the page is the data', () => {
  const [, json = ''] = /<script type="application\/json">(.*)<\/script>/s.exec(page) ?? [];
  expect(JSON.parse(json)).toEqual(data);
});

test('no text from outside is markup', () => {
  expect(page.match(/<[^>]*>/g)).toEqual([
    '<title>',
    '</title>',
    '<p>',
    '</p>',
    '<script type="application/json">',
    '</script>',
  ]);
  expect(page).not.toContain(HOSTILE.slice(0, 8));
});

test('text from outside shows its control characters', () => {
  const hidden: string[] = [];
  JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value === 'string' && /[^\P{Cc}\n]|\p{Cs}/u.test(value)) hidden.push(value);
    return value;
  });
  expect(hidden).toEqual([]);
  expect(data.title).toContain(String.raw`\u001b[31m`);
});

test('a mark in the data is no mark', () => {
  const marked = { ...data, title: MARKS.data, verdict: { ...data.verdict, text: `${MARKS.data} $& $1` } };
  const rendered = renderPage(marked, template);
  expect(rendered.match(/"format":"vmstate-conformance\/page\/1"/g)?.length).toBe(1);
});
