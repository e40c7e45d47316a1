import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, readDocument, root } from './documents.ts';
import { anchorsIn, linksIn } from './links.ts';

/** What is wrong with a link of a document; null: nothing. Addresses of other sites are not asked for. */
function problemOf(document: string, link: string): string | null {
  if (/^(https?|mailto):/.test(link)) return null;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), decodeURIComponent(path));
  if (target.startsWith('..')) return `${link}: leaves the repository`;
  if (!existsSync(join(root, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsIn(readDocument(target)).has(anchor) ? null : `${link}: ${target} has no such heading`;
}

describe('links', () => {
  it.each(documents())('of %s lead somewhere', (document) => {
    const problems = linksIn(readDocument(document)).map((link) => problemOf(document, link));
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it('are found, and broken ones noticed', () => {
    const markdown =
      '# A `b` c\n\n[one](README.md#start), ![two](<x y.png>)\n\n```\n[no](link)\n```\n\n# A b c\n\n<a id="own"></a>';
    expect(linksIn(markdown)).toEqual(['README.md#start', 'x y.png']);
    expect([...anchorsIn(markdown)]).toEqual(['a-b-c', 'a-b-c-1', 'own']);
    expect(problemOf('README.md', 'docs/nothing.md')).toContain('there is no docs/nothing.md');
    expect(problemOf('docs/protocol.md', 'vmdesc.md#nothing')).toContain('no such heading');
    expect(problemOf('README.md', '../elsewhere.md')).toContain('leaves the repository');
  });
});
