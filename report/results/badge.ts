import { visibleText } from '../../vmstate/visible-text.ts';
import type { ResultDocument } from '../json/document.ts';
import { xmlElement, type XmlElement } from '../junit/xml.ts';
import { plural } from '../terminal/words.ts';

/** Width of a character of the font at its size; browsers stretch the text to fit. */
const CHARACTER = 6.6;
const MARGIN = 7;
const HEIGHT = 20;

const colors = { good: '#1a7f45', bad: '#c1272d', warn: '#8a5300' } as const;

/** A badge for a README: the verdict and how many cases it stands on. */
export function badgeSvg(result: ResultDocument): string {
  const label = visibleText(`vmstate ${result.dialect}`);
  const { text, color } = statusOf(result);
  const [left, right] = [widthOf(label), widthOf(text)];
  const [width, title] = [left + right, `${label}: ${text}`];
  return xmlElement({
    name: 'svg',
    attributes: { xmlns: 'http://www.w3.org/2000/svg', width, height: HEIGHT, role: 'img', 'aria-label': title },
    children: [
      { name: 'title', text: title },
      {
        name: 'clipPath',
        attributes: { id: 'round' },
        children: [{ name: 'rect', attributes: { width, height: HEIGHT, rx: 4 } }],
      },
      {
        name: 'g',
        attributes: { 'clip-path': 'url(#round)' },
        children: [
          { name: 'rect', attributes: { width: left, height: HEIGHT, fill: '#3a4150' } },
          { name: 'rect', attributes: { x: left, width: right, height: HEIGHT, fill: color } },
        ],
      },
      {
        name: 'g',
        attributes: { fill: '#fff', 'font-family': 'Verdana,DejaVu Sans,sans-serif', 'font-size': 11 },
        children: [textElement(label, 0, left), textElement(text, left, right)],
      },
    ],
  });
}

function statusOf({ passes, conforms, interrupted, findings, cases }: ResultDocument): {
  readonly text: string;
  readonly color: string;
} {
  const many = plural(cases, 'case').replace(/^\d+/, shortCount(cases));
  if (!passes) {
    const what = findings.length === 0 ? 'fails' : plural(findings.length, 'finding');
    return { text: `${what}, ${many}`, color: colors.bad };
  }
  if (interrupted || cases === 0) return { text: `no verdict, ${many}`, color: colors.warn };
  return conforms
    ? { text: `conforms, ${many}`, color: colors.good }
    : { text: `known failures only, ${many}`, color: colors.warn };
}

/** `950`, `12k`, `1.5M` */
function shortCount(n: number): string {
  if (n < 10_000) return String(n);
  return n < 1_000_000 ? `${Math.floor(n / 1000)}k` : `${Math.floor(n / 100_000) / 10}M`;
}

function widthOf(text: string): number {
  return Math.ceil(text.length * CHARACTER) + 2 * MARGIN;
}

function textElement(text: string, x: number, width: number): XmlElement {
  const attributes = { x: x + MARGIN, y: 14, textLength: width - 2 * MARGIN, lengthAdjust: 'spacingAndGlyphs' };
  return { name: 'text', attributes, text };
}
