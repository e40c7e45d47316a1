import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** The titles of the areas. */
const titles: Readonly<Record<string, string>> = {
  WIRE: 'Bytes on the wire',
  EXIST: 'Existence of fields',
  ABORT: 'Where QEMU aborts',
  VERSION: 'Versions',
  STRUCT: 'Structs',
  COUNT: 'Element counts',
  SIZE: 'Element sizes',
  POINTER: 'Pointers',
  ALLOC: 'Allocation',
  NULL: 'NULL pointers',
  AUTO: 'Arrays of pointers allocated by a load (AUTO_ALLOC)',
  CHECK: 'Checked integers',
  BITMAP: 'Bitmaps',
  TIMER: 'Timers',
  BYTES: 'Byte arrays',
  LIST: 'Lists',
  TREE: 'Trees',
  TMP: 'Temporary objects',
  SUB: 'Subsections',
  HOOK: 'Hooks',
  INFO: 'Infos that devices define',
  DESC: 'The description of the stream (vmdesc)',
  PAIR: 'Compatibility between versions',
  LOAD: 'Loading',
  STREAM: 'End and splitting of the stream',
  CODE: 'Error codes and stream errors',
  MSG: 'Error messages',
  FRAME: 'Unchanged memory',
  PROMISE: 'Promises to users',
  STABLE: 'Determinism',
};

const introduction = `# The rules

Each rule has a stable id and a level: *must*, without it streams or memory are
corrupted; *should*, QEMU documents or promises it; *quirk*, what a release does,
intended or not. A rule holds in every dialect (${dialects.join(', ')})
unless it names fewer. The source says where QEMU implements it, in \`migration/\` or
\`include/migration/\`.

This file is generated from \`spec/rules/\`.
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
