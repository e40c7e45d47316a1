import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reproducerOf } from '../../cli/html-report.ts';
import { pageTemplate } from '../../packaging/page-template.ts';
import { context, hostile } from '../fixtures/hostile.ts';
import { resultJson } from '../json/result-json.ts';
import type { PageData } from './data.ts';
import { renderPage } from './html.ts';
import { pageOfResults } from './page-of-results.ts';
import { manyFindings, readBackPage, rightResult, timeline, wrongResult } from './testing/pages.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const here = existsSync(CHROMIUM);
if (!here) console.warn(`The HTML page is not tested in a browser: there is no ${CHROMIUM} (set CHROMIUM to one).`);

/** Kept for whoever wants to look. */
const SCREENSHOTS = join(import.meta.dirname, '..', '..', 'screenshots');

const faults = [
  'list-back-link-to-element',
  'byte-array-length-as-uint16',
  'alloc-resets-pointer',
  'own-subsection-ignored',
];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

describe.skipIf(!here)('the page in a browser', { timeout: 180_000 }, () => {
  let browser: Browser | null = null;
  let folder = '';
  let template = '';
  const pages = new Map<string, string>();

  async function add(name: string, data: PageData): Promise<void> {
    const path = join(folder, `${name}.html`);
    await writeFile(path, renderPage(data, template));
    pages.set(name, pathToFileURL(path).href);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
    await mkdir(SCREENSHOTS, { recursive: true });
    template = await pageTemplate();
    const right = await rightResult();
    const wrong = await Promise.all(faults.map(wrongResult));
    const of = { version: '1.2.3', toC: reproducerOf };
    const matrix = pageOfResults([right, ...wrong], { ...of, timeline });
    await add('conforming', pageOfResults([right], of));
    await add('one-engine', pageOfResults(wrong.slice(0, 1), { ...of, timeline }));
    await add('matrix', matrix);
    await add('many', manyFindings(matrix, 200));
    await add('hostile', pageOfResults([readBackPage(resultJson(hostile, context))], of));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    /** Messages of the console, and requests for anything but the page itself. */
    readonly complaints: readonly string[];
  }

  async function open(name: string, width = 1400, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
    if (browser === null) throw new Error('no browser');
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const complaints: string[] = [];
    const url = pages.get(name) ?? '';
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    await page.goto(url);
    await page.waitForSelector('h1');
    return { page, complaints };
  }

  const looks = [390, 820, 1400].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => [width, theme] as const),
  );

  test.each(looks)('fits at %d pixels, %s', async (width, theme) => {
    for (const name of ['conforming', 'one-engine', 'matrix', 'hostile', 'many']) {
      const { page, complaints } = await open(name, width, theme);
      expect(complaints, name).toEqual([]);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(overflow, name).toBeLessThanOrEqual(0);
      if (name !== 'many')
        await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}-${theme}.png`), fullPage: true });
      await page.close();
    }
  });

  test.each([
    ['one-engine', 390, 'light'],
    ['one-engine', 1400, 'dark'],
    ['matrix', 1400, 'light'],
    ['hostile', 390, 'dark'],
    ['conforming', 390, 'light'],
  ] as const)('axe-core finds nothing in %s at %d pixels, %s, everything unfolded', async (name, width, theme) => {
    const { page } = await open(name, width, theme);
    for (const summary of await page.$$('details:not([open]) > summary')) await summary.click();
    const rule = page.locator('button.tile').first();
    await rule.click();
    expect(await violations(page), name).toEqual([]);
    await page.close();
  });

  test('a verdict, and the findings under it; what is folded is not rendered', async () => {
    const { page } = await open('matrix');
    expect(await page.textContent('h1')).toBe('Does not conform');
    const findings = await page.locator('.finding').count();
    expect(findings).toBeGreaterThan(1);
    expect(await page.locator('.finding .body').count()).toBe(1);
    await page.locator('.finding h3 button').nth(1).click();
    expect(await page.locator('.finding .body').count()).toBe(2);
    await page.close();
  });

  test('a rule of the grid is told, and leads to its findings', async () => {
    const { page } = await open('matrix');
    await page.locator('button.tile.fails').first().click();
    await page.getByRole('button', { name: /^Show \d+ finding/ }).click();
    expect(await page.locator('.finding').count()).toBeGreaterThan(0);
    const shown = await page.getByRole('combobox', { name: /^Rule/ }).inputValue();
    expect(shown).toBe((await page.locator('.rule h3').textContent())?.split(' ')[0]);
    await page.close();
  });

  test('a byte names its field and rule when it is pointed at, and the arrow keys move on', async () => {
    const { page } = await open('one-engine');
    const view = page
      .locator('.finding')
      .filter({ has: page.locator('.bytes') })
      .first();
    await view.locator('.bytes [data-stop][tabindex="0"]').focus();
    const told = view.locator('.pointing');
    const first = await told.textContent();
    expect(first).toMatch(/^byte \d+ .*VMS-/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await told.textContent()).toMatch(/^byte 1 /);
    await view.locator('.bytes tbody td > span').first().hover();
    expect(await told.textContent()).toMatch(/^byte 0 /);
    expect(await view.locator('.node.pointed, .row.pointed').count()).toBeGreaterThan(0);
    await page.close();
  });

  test('everything can be reached and done by keyboard', async () => {
    const { page } = await open('one-engine');
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Skip to the findings');
    await page.keyboard.press('Enter');
    await page.locator('.finding h3 button').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.finding .body').count()).toBe(0);
    await page.keyboard.press('Space');
    expect(await page.locator('.finding .body').count()).toBe(1);
    await page.close();
  });

  test('search and filters', async () => {
    const { page } = await open('many');
    await page.getByLabel('Search the findings').fill('17th');
    // And the 117th.
    await expect.poll(() => page.locator('.finding').count()).toBe(2);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await page.locator('.finding').count()).toBe(200);
    const law = await page.locator('.finding b').first().textContent();
    await page.getByRole('combobox', { name: /^Law/ }).selectOption(law ?? '');
    for (const each of await page.locator('.finding .what b').allTextContents()) expect(each).toBe(law);
    await page.getByLabel('Search the findings').fill('nothing has this in it');
    expect(await page.textContent('.empty')).toContain('Nothing is like that');
    await page.close();
  });

  test('the reproducer can be copied: command, C test, case', async () => {
    const { page } = await open('one-engine');
    const body = page.locator('.finding .body').first();
    expect(await body.locator('.copy pre').textContent()).toMatch(/^npx vmstate-conformance check --engine-cmd /);
    await body.getByLabel('C unit test').check();
    expect(await body.locator('.copy pre').textContent()).toContain('#include "migration/vmstate.h"');
    await body.getByLabel('Case file').check();
    const text = (await body.locator('.copy pre').textContent()) ?? '';
    expect(JSON.parse(text)).toMatchObject({ format: 'vmstate-conformance/case/1' });
    await body.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => body.locator('.copied').textContent()).toMatch(/Copied|Selected/);
    await page.close();
  });

  test('the theme can be chosen, whatever the system has', async () => {
    const { page } = await open('one-engine', 1400, 'light');
    const background = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('radio', { name: 'dark' }).check();
    expect(await background()).not.toBe(light);
    await page.reload();
    expect(await background()).not.toBe(light);
    await page.getByRole('radio', { name: 'auto' }).check();
    expect(await background()).toBe(light);
    await page.close();
  });

  test('200 findings and a million cases are there in a second', async () => {
    if (browser === null) throw new Error('no browser');
    const page = await browser.newPage();
    // CPU time of the page's own thread: what else the machine does is not the page's fault.
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(pages.get('many') ?? '');
    await page.waitForSelector('h1');
    const { metrics } = await session.send('Performance.getMetrics');
    expect(await page.locator('.finding').count()).toBe(200);
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(SLOWNESS);
    await page.close();
  });

  test('the address names a finding', async () => {
    const { page } = await open('many');
    const id = await page.locator('.finding').nth(150).getAttribute('id');
    await page.goto(`${pages.get('many') ?? ''}#${id ?? ''}`);
    await page.reload();
    await page.waitForSelector('h1');
    expect(await page.locator('.finding .body').count()).toBe(1);
    expect(await page.locator(`[id="${id ?? ''}"] .body`).count()).toBe(1);
    await page.close();
  });
});

/** A machine of CI is slower than the one that somebody reads on. */
const SLOWNESS = 3;

/** What axe-core objects to, in short. The policy of the page forbids a script element: it is evaluated. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<axe.AxeResults>('axe.run()');
  return results.violations.map(({ id, impact, nodes }) => `${id} (${impact ?? '?'}): ${nodes[0]?.html ?? ''}`);
}
