import GithubSlugger from 'github-slugger';
import { marked, type Token } from 'marked';

/** The targets of all links and images of a document. */
export function linksIn(markdown: string): string[] {
  const links: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token: Token) => {
    if ((token.type === 'link' || token.type === 'image') && 'href' in token) links.push(String(token.href));
  });
  return links;
}

/** The anchors of a document, as GitHub makes them of headings, and those that it sets itself. */
export function anchorsIn(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  void marked.walkTokens(marked.lexer(markdown), (token: Token) => {
    if (token.type === 'heading' && 'text' in token) anchors.add(slugger.slug(plain(String(token.text))));
  });
  for (const [, id] of markdown.matchAll(/<a (?:id|name)="([^"]+)">/g)) if (id !== undefined) anchors.add(id);
  return anchors;
}

/** The text of a heading without the marks of links, code and emphasis. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}
