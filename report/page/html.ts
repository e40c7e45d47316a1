import type { PageData } from './data.ts';

/** Marks of the template: where the title, what is said without scripts, and the data go. */
export const MARKS = { title: '<!--title-->', said: '<!--said-->', data: '<!--data-->' } as const;

/** The page as one HTML file: the template of the build with the data in it. */
export function renderPage(data: PageData, template: string): string {
  const { title, verdict } = data;
  return [
    [MARKS.title, htmlText(`${title}: ${verdict.text}`)],
    [MARKS.said, htmlText(verdict.text)],
    [MARKS.data, scriptJson(data)],
  ].reduce((page, [mark = '', text = '']) => page.replace(mark, () => text), template);
}

function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON inside a script element: nothing in it ends the element or begins a comment. */
function scriptJson(data: PageData): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
