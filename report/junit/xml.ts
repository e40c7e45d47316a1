import XMLBuilder from 'fast-xml-builder';

/** An element; attributes and text are escaped when it is written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[];
  /** Absent when there are children. */
  readonly text?: string;
}

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressEmptyNode: true,
  format: true,
});

/** An XML 1.0 document in UTF-8, ending in a newline. */
export function xmlDocument(root: XmlElement): string {
  const declaration = { '?xml': [{ '#text': '' }], ':@': { version: '1.0', encoding: 'UTF-8' } };
  return `${builder.build([declaration, node(root)]).trim()}\n`;
}

/** An element alone, for a file that is embedded, ending in a newline. */
export function xmlElement(root: XmlElement): string {
  return `${builder.build([node(root)]).trim()}\n`;
}

function node({ name, attributes = {}, children = [], text }: XmlElement): object {
  return {
    [name]: text === undefined ? children.map(node) : [{ '#text': permitted(text) }],
    ':@': Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, permitted(String(value))] as const),
    ),
  };
}

// What XML 1.0 cannot hold, not even escaped: control characters, half surrogate pairs, U+FFFE and U+FFFF.
// It would read a carriage return as a line feed.
const forbidden = /[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The text with `\u001b` in place of a character that XML does not permit. */
function permitted(text: string): string {
  return text.replace(forbidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
