import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from './fixtures.ts';

/** The jobs in docs/ci, and the commands in them. */
const folder = join(import.meta.dirname, '../docs/ci');

/** The commands of a file, with their variables filled in as the system would. */
function commandsOf(text: string): string[] {
  const filled = text
    .replaceAll('${{ matrix.shard }}', '3')
    .replaceAll('${{ github.run_number }}', '17')
    .replaceAll('${{ steps.fuzz.outputs.stream }}', 'vmstate.ndjson')
    .replaceAll('"$CI_PIPELINE_IID"', '17')
    .replaceAll('"$CI_NODE_INDEX/$CI_NODE_TOTAL"', '3/8')
    .replaceAll('"shard-$CI_NODE_INDEX"', 'shard-3')
    .replaceAll('$((JOB_COMPLETION_INDEX + 1))', '3')
    .replaceAll('"$@"', '--baseline vmstate-baseline.ndjson')
    // Lines of a folded scalar.
    .replace(/\n\s+(?=--)/g, ' ');
  return [...filled.matchAll(/npx vmstate-conformance ([^\n|#]+)/g)].map(([, words = '']) => words.trim());
}

const found = readdirSync(folder).flatMap((name) =>
  commandsOf(readFileSync(join(folder, name), 'utf8')).map((words) => ({ name, words })),
);

/** A gate judges the same cases everywhere, so that only a change can make it find more. */
const gate = { mode: { value: 'pr' }, seed: { value: 1, source: 'cli' }, runs: { value: 20_000, source: 'cli' } };

it('has jobs for GitHub, GitLab and Kubernetes', () => {
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([
    'github-nightly.yml',
    'github-pr.yml',
    'gitlab.yml',
    'kubernetes-job.yaml',
  ]);
});

const fuzzing = found.filter(({ words }) => words.startsWith('fuzz'));

async function optionsOf(words: string): Promise<unknown> {
  const { exit, out, err } = await command([...words.split(/\s+/), '--print-config']);
  expect([exit, err]).toEqual([0, '']);
  return JSON.parse(out);
}

it.each(fuzzing.filter(({ words }) => words.includes('--shard')))('$name: $words', async ({ words }) => {
  expect(await optionsOf(words)).toMatchObject({ options: { shard: { value: { shard: 3, of: 8 }, source: 'cli' } } });
});

it.each(fuzzing.filter(({ words }) => !words.includes('--shard')))('$name, the gate: $words', async ({ words }) => {
  expect(await optionsOf(words)).toMatchObject({ options: gate });
});

it.each(found.filter(({ words }) => words.startsWith('merge')))('$name: $words', async ({ words }) => {
  // The folders are not there, which is all that is wrong.
  const { exit, err } = await command(words.split(/\s+/));
  expect([exit, err]).toEqual([2, expect.stringMatching(/merge: \S*shard-\S* has no campaign/)]);
});

it.each(found.filter(({ words }) => words.startsWith('report')))('$name: $words', async ({ words }) => {
  // The stream is not there, which is all that is wrong.
  const { exit, err } = await command(words.split(/\s+/));
  expect([exit, err]).toEqual([2, expect.stringMatching(/report: vmstate\S*\.ndjson cannot be read \(ENOENT\)/)]);
});

it('has reports that the CI shows: a JUnit artifact for GitLab, annotations for GitHub', () => {
  const formats = found.flatMap(({ name, words }) =>
    [...words.matchAll(/--format (\w+)/g)].map(([, as]) => `${name} ${as}`),
  );
  expect([...new Set(formats)].sort()).toEqual([
    'github-nightly.yml github',
    'github-nightly.yml sarif',
    'github-pr.yml github',
    'gitlab.yml junit',
  ]);
  const gitlab = readFileSync(join(folder, 'gitlab.yml'), 'utf8');
  expect(gitlab.match(/reports: \{ junit: vmstate\.xml \}/g)?.length).toBe(2);
});

describe('the jobs of GitHub', () => {
  const [pr, nightly, action] = ['docs/ci/github-pr.yml', 'docs/ci/github-nightly.yml', 'action.yml'].map((name) =>
    readFileSync(join(import.meta.dirname, '..', name), 'utf8'),
  );

  it('gate main and pull requests by the same cases', async () => {
    expect(pr).toMatch(/^on:\n {2}pull_request:\n {2}push: \{ branches: \[main\] \}$/m);
    const [, words = ''] = /arguments: (.+)/.exec(pr ?? '') ?? [];
    expect(await optionsOf(`fuzz --mode pr ${words}`)).toMatchObject({ options: gate });
  });

  it('keep the corpus after a failure too, and nothing of a pull request', () => {
    expect(action).not.toMatch(/uses: actions\/cache@/);
    const steps = (action ?? '').split(/^ {4}- /m);
    const save = steps.find((step) => step.includes('uses: actions/cache/save@'));
    expect(save).toMatch(/^if: always\(\) && !startsWith\(github\.event_name, 'pull_request'\)$/m);
    const [, prefix = 'none'] =
      /restore-keys: (.+)/.exec(steps.find((step) => step.includes('inputs.corpus }}\n')) ?? '') ?? [];
    expect(save).toContain(`key: ${prefix}\${{ github.run_id }}`);
  });

  it('take the stream of the night as baseline', () => {
    expect(action).toContain('default: vmstate-baseline.ndjson\n');
    expect(action).toContain('restore-keys: vmstate-baseline-\n');
    expect(nightly).toMatch(
      /uses: actions\/cache\/save@v4\n.*\n +path: vmstate-baseline\.ndjson\n +key: vmstate-baseline-\$/,
    );
    expect(nightly).toMatch(
      /if: always\(\) && hashFiles\('vmstate-baseline\.ndjson'\) != ''\n +uses: actions\/cache\/save/,
    );
  });
});

it('the gate of GitLab keeps the corpus after a failure too, and nothing of a merge request', () => {
  const gitlab = readFileSync(join(folder, 'gitlab.yml'), 'utf8');
  expect(gitlab).toMatch(/merge_request_event"\n +variables: \{ VMSTATE_CACHE: pull \}/);
  expect(gitlab).toMatch(/CI_DEFAULT_BRANCH\n +variables: \{ VMSTATE_CACHE: pull-push \}/);
  expect(gitlab).toMatch(/paths: \[vmstate-corpus\]\n +policy: \$VMSTATE_CACHE\n +when: always\n +unprotect: true/);
  expect(gitlab).toMatch(/paths: \[vmstate-baseline\.ndjson\]\n +policy: push\n +when: always\n +unprotect: true/);
});
