import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rules.ts';

/** What the areas of the rules are about, in the order in which they first appear. */
const titles: Readonly<Record<string, string>> = {
  WIRE: 'Bytes on the wire',
  EXIST: 'Which fields exist',
  ABORT: 'Where a release aborts',
  VERSION: 'Versions',
  STRUCT: 'Structs',
  COUNT: 'How many elements',
  SIZE: 'How large an element is',
  POINTER: 'Pointers',
  ALLOC: 'Allocation',
  NULL: 'NULL pointers',
  AUTO: 'Arrays of pointers that a load allocates',
  CHECK: 'Integers that a load checks',
  BITMAP: 'Bitmaps',
  TIMER: 'Timers',
  BYTES: 'Arrays that know their length',
  LIST: 'Lists',
  TREE: 'Trees',
  TMP: 'Temporary objects',
  SUB: 'Subsections',
  HOOK: 'Hooks',
  DESC: 'The description of the bytes (vmdesc)',
  PAIR: 'Versions of one description',
  LOAD: 'Loading',
  STREAM: 'Streams that end too early',
  CODE: 'Codes and stream errors',
  FRAME: 'What stays untouched',
  PROMISE: 'What users count on',
  STABLE: 'Determinism',
};

const introduction = `# The rules

Each rule has a stable id. Its level says how much hangs on it: *must*, the wire
or the memory breaks without it; *should*, QEMU promises it; *quirk*, a release
does it, sensible or not. A rule holds in every dialect (${dialects.join(', ')})
unless it names fewer. The source is where QEMU does it, in \`migration/\` or
\`include/migration/\`.

This file is made from \`spec/rules/rules.ts\`.
`;

/** spec/rules/rules.md: a table for each area, an anchor for each rule (\`rules.md#vms-wire-1\`). */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const areas = new Map<string, Rule[]>();
  for (const rule of rules) {
    const area = areaOf(rule);
    areas.set(area, [...(areas.get(area) ?? []), rule]);
  }
  return [introduction, ...[...areas].map(([area, of]) => section(area, of))].join('\n');
}

/** `WIRE` of `VMS-WIRE-1`. */
function areaOf({ id }: Rule): string {
  return id.split('-')[1] ?? id;
}

function section(area: string, rules: readonly Rule[]): string {
  return [
    `## ${titles[area] ?? area}`,
    '',
    '| rule | level | dialects | statement | source |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(row),
    '',
  ].join('\n');
}

function row({ id, level, dialects: where, statement, source }: Rule): string {
  const every = dialects.every((dialect) => where.includes(dialect));
  const anchor = `<a id="${id.toLowerCase()}"></a>${id}`;
  return `| ${[anchor, level, every ? 'all' : where.join(', '), cell(statement), cell(source)].join(' | ')} |`;
}

/** Text that Markdown leaves alone inside a table. */
function cell(text: string): string {
  return text.replace(/[\\|*<>`[\]]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`);
}
