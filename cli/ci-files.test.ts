import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command } from './fixtures.ts';

/** The jobs in docs/ci, and the commands in them. */
const folder = join(import.meta.dirname, '../docs/ci');

/** The commands of a file, with their variables filled in as the system would. */
function commandsOf(text: string): string[] {
  const filled = text
    .replaceAll('${{ matrix.shard }}', '3')
    .replaceAll('${{ github.run_number }}', '17')
    .replaceAll('"$CI_PIPELINE_IID"', '17')
    .replaceAll('"$CI_NODE_INDEX/$CI_NODE_TOTAL"', '3/8')
    .replaceAll('"shard-$CI_NODE_INDEX"', 'shard-3')
    .replaceAll('$((JOB_COMPLETION_INDEX + 1))', '3')
    // Lines of a folded scalar.
    .replace(/\n\s+(?=--)/g, ' ');
  return [...filled.matchAll(/npx vmstate-conformance ([^\n|#]+)/g)].map(([, words = '']) => words.trim());
}

const found = readdirSync(folder).flatMap((name) =>
  commandsOf(readFileSync(join(folder, name), 'utf8')).map((words) => ({ name, words })),
);

it('has jobs for GitHub, GitLab and Kubernetes', () => {
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([
    'github-nightly.yml',
    'gitlab.yml',
    'kubernetes-job.yaml',
  ]);
});

it.each(found.filter(({ words }) => words.startsWith('fuzz')))('$name: $words', async ({ words }) => {
  const { exit, out, err } = await command([...words.split(/\s+/), '--print-config']);
  expect([exit, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ options: { shard: { value: { shard: 3, of: 8 }, source: 'cli' } } });
});

it.each(found.filter(({ words }) => words.startsWith('merge')))('$name: $words', async ({ words }) => {
  // The folders are not there, which is all that is wrong.
  const { exit, err } = await command(words.split(/\s+/));
  expect([exit, err]).toEqual([2, expect.stringMatching(/merge: \S*shard-\S* has no campaign/)]);
});
