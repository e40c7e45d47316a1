import { loadKinds, loadTemplatesOf } from '../oracle/messages/load-templates.ts';
import type { Template } from '../oracle/messages/message.ts';
import { saveKinds, saveTemplatesOf } from '../oracle/messages/save-templates.ts';
import type { Dialect } from '../vmstate/dialect.ts';

/** Of the releases whose texts are known one for each that speaks differently. */
const loads: readonly (readonly [title: string, dialect: Dialect])[] = [
  ['7.2 to 10.0', 'qemu-10.0'],
  ['10.2', 'qemu-10.2'],
  ['11.1', 'qemu-11.1'],
  ['11.2', 'qemu-11.2'],
];
const saves: readonly (readonly [title: string, dialect: Dialect])[] = [
  ['7.2', 'qemu-7.2'],
  ['8.2', 'qemu-8.2'],
  ['10.0', 'qemu-10.0'],
  ['10.2', 'qemu-10.2'],
  ['11.1', 'qemu-11.1'],
  ['11.2', 'qemu-11.2'],
];

const introduction = `# What QEMU says of a refusal

The texts that engines with [\`op:message\`](protocol.md#messages) are held to, at level \`quirk\`
(VMS-MSG-1 to VMS-MSG-4). A text is *printed* at once, becomes the *error* with which the function returns, or is
put *before* the error that is set; nothing is said where there is none. What is printed comes first in the
answer, in order, then the error. In 10.2 an info that walks a description of its own (lists, trees, temporary
objects) has an error of its own, which it prints.

Compared with real engines were 7.2, 10.0.13, 10.2.2, 11.1.1 and [11.2](releases.md#112). The adapter of QEMU does not
list the feature for trees from 8.2 to 10.1 in which a save sets other errors (those before commit d41ce10d0f, of which
the texts of 8.2 here were read). Where 11.2 is out of memory for elements of which a model does not tell the size,
its text is not compared.

This file is generated from \`oracle/messages/\`.
`;

/** docs/messages.md: the templates of each release. */
export function messagesPage(): string {
  return [
    introduction,
    '## Loads',
    '',
    ...loads.flatMap(([title, dialect]) => section(title, loadKinds, loadTemplatesOf(dialect))),
    '## Saves',
    '',
    ...saves.flatMap(([title, dialect]) => section(title, saveKinds, saveTemplatesOf(dialect))),
  ].join('\n');
}

function section<Kind extends string>(
  title: string,
  kinds: readonly Kind[],
  templates: Readonly<Record<Kind, Template>>,
): string[] {
  const rows = kinds.flatMap((kind) => row(kind, templates[kind]));
  return [`### ${title}`, '', '| of | how | text |', '| --- | --- | --- |', ...rows, ''];
}

const how = { report: 'printed', error: 'error', prefix: 'before' } as const;

function row(kind: string, template: Template): string[] {
  if (template === null) return [];
  const [use, text] = template;
  // A blank at an end is part of the text.
  return [`| ${kind} | ${how[use]} | \`\`${text.replace(/ $/, '␣')}\`\` |`];
}
