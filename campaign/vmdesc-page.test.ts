import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beginDecoding, decoded } from '../vmstate/decoding.ts';
import { issuesText } from '../vmstate/issue.ts';
import { decodeModel } from '../vmstate/model/decode-model.ts';
import { vmdescOf } from '../oracle/vmdesc/vmdesc.ts';
import { infos, isScalar } from '../vmstate/info.ts';
import { vmdescTypeName } from '../oracle/vmdesc/field.ts';
import type { Model } from '../vmstate/model/model.ts';
import { compactJson } from '../spec/differences/compact-json.ts';

const page = readFileSync(new URL('../docs/vmdesc.md', import.meta.url), 'utf8');
const [device = '', newest = ''] = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = '']) => text);

function modelOf(text: string): Model {
  const decoding = beginDecoding();
  const read = decoded(decoding, decodeModel(decoding, JSON.parse(text) as { shape: unknown; values: unknown }));
  if (!read.ok) throw new Error(issuesText(read.issues, 'page'));
  return read.value;
}

const model = modelOf(device);

/** The entries that the table gives for a release, in order. */
function entriesOf(release: string): string {
  const row = new RegExp(`^\\| ${release} \\| (.*) \\|$`, 'm').exec(page)?.[1] ?? '';
  return [...row.matchAll(/`(\{.*?\})`/g)].map(([, entry = '']) => entry).join(',');
}

const slotsOfNewest =
  '{"name":"slots","array_len":4,"type":"uint8","size":1},{"name":"slots","array_len":2,"type":"ptr-marker","size":1}';

test('the page has the vmdesc of its example, qemu-11.1', () => {
  expect(compactJson(newest)).toBe(vmdescOf(model, 'qemu-11.1'));
});

test.each([
  ['qemu-10.0', '10.0, 10.2', ['"index":0,', '']],
  ['qemu-10.2', '10.0, 10.2', ['"index":0,', '']],
  ['qemu-7.2', '7.2', ['"index":0,', '"index":1,']],
] as const)('and what is different in %s', (dialect, release, places) => {
  let k = 0;
  const older = compactJson(newest)
    .replace(slotsOfNewest, entriesOf(release))
    .replace(/(?<="name":"ctl",)(?="type":"struct")/g, () => places[k++] ?? '');
  expect(k).toBe(2);
  expect(older).toBe(vmdescOf(model, dialect));
});

test('the page names every type that is not the name of its info', () => {
  for (const info of infos) {
    if (!isScalar(info)) continue;
    const type = vmdescTypeName({ kind: 'scalar', type: info });
    if (type !== info) expect(page).toContain(`| \`${type}\` | \`${info}\` |`);
  }
  expect(page).toContain(`\`uint64_equal\` is \`${vmdescTypeName({ kind: 'checked', info: 'uint64_equal' })}\``);
});
