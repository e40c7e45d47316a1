import { describe, expect, it } from 'vitest';
import { rulesMarkdown } from './markdown.ts';
import { rules } from './rules.ts';

describe('rulesMarkdown', () => {
  it('is what spec/rules/rules.md holds (after a change: npx vitest run spec/rules/markdown -u)', async () => {
    await expect(rulesMarkdown(rules)).toMatchFileSnapshot('./rules.md');
  });

  it('has an anchor for every rule', () => {
    const text = rulesMarkdown(rules);
    for (const { id } of rules) expect(text).toContain(`<a id="${id.toLowerCase()}"></a>${id}`);
  });

  it('gives every area a title of its own', () => {
    const titles = rulesMarkdown(rules).match(/^## .*/gm) ?? [];
    expect(titles.length).toBe(new Set(titles).size);
    expect(titles.filter((title) => /^## [A-Z]+$/.test(title))).toEqual([]);
  });

  it('escapes what Markdown would take for its own', () => {
    const rule = {
      id: 'VMS-X-1',
      level: 'must',
      dialects: ['qemu-11.1'],
      source: 'a_b|c _d_',
      statement: 'size * i',
    } as const;
    expect(rulesMarkdown([rule])).toContain(String.raw`| must | qemu-11.1 | size \* i | a_b\|c \_d\_ |`);
  });
});
