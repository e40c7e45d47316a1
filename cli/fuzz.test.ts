import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issuesText } from '../vmstate/issue.ts';
import { readRecord } from '../campaign/stream/read.ts';
import { command, type CommandRun } from './fixtures.ts';

describe('fuzz', () => {
  it('writes the stream of a campaign', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'fuzz-')), 'stream.ndjson');
    const { exit, out } = await command([
      'fuzz',
      '--no-corpus',
      '--jobs',
      '1',
      '--runs',
      '50',
      '--chunk',
      '20',
      '--seed',
      '1',
      '--stream',
      file,
    ]);
    expect(out).toContain('no findings');
    expect(exit).toBe(0);
    const records = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const read = readRecord(line);
        if (!read.ok) throw new Error(issuesText(read.issues, 'line'));
        return read.value;
      });
    expect(records.map(({ kind }) => kind)).toEqual([
      'header',
      'chunk',
      'chunk',
      'chunk',
      'time',
      'time',
      'time',
      'end',
    ]);
    expect(records.at(-1)).toMatchObject({ runs: 50, cases: 50, findings: 0, passes: true });
  });
});

describe('merge', () => {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'));
  const at = (name: string): string => join(folder, name);
  const campaign = ['fuzz', '--no-corpus', '--jobs', '1', '--runs', '60', '--chunk', '10', '--seed', '1'];
  const shard = (which: string, seed = '1'): Promise<CommandRun> =>
    command([...campaign.slice(0, -1), seed, '--shard', which, '--out', at(`${which.replace('/', 'of')}-${seed}`)]);

  it('gives what one run gives, byte for byte, in any order of the shards', async () => {
    await command([...campaign, '--out', at('whole')]);
    for (const which of ['1/3', '2/3', '3/3']) expect((await shard(which)).exit).toBe(0);
    const parts = ['3of3-1', '1of3-1', '2of3-1'].map(at);
    expect((await command(['merge', ...parts, '--stream', at('merged')])).exit).toBe(0);
    expect(readFileSync(at('merged'), 'utf8')).toBe(readFileSync(at('whole/stream.ndjson'), 'utf8'));
  });

  it('refuses gaps, overlaps, other seeds and what is no campaign', async () => {
    await shard('1/2');
    await shard('2/3', '2');
    const refusal = async (...parts: string[]): Promise<string> => {
      const { exit, err } = await command(['merge', ...parts.map(at)]);
      expect(exit).toBe(2);
      return err.replaceAll(`${folder}/`, '');
    };
    expect(await refusal('1of3-1', '3of3-1')).toContain('runs 20 to 39 are missing');
    expect(await refusal('1of2-1', '2of3-1')).toContain('1of2-1 and 2of3-1 overlap: both have run 20');
    expect(await refusal('1of3-1', '2of3-2')).toContain('another seed');
    expect(await refusal('1of3-1')).toContain('runs 20 to 59 are missing');
    expect(await refusal('2of3-1', '3of3-1')).toContain('runs 0 to 19 are missing');
    expect(await refusal('nothing')).toContain('nothing has no campaign');
  });

  it('refuses a shard that is not finished', async () => {
    await shard('3/3', '4');
    rmSync(at('3of3-4/chunks/0000000050.ndjson'));
    const { exit, err } = await command(['merge', at('3of3-4')]);
    expect(exit).toBe(2);
    expect(err).toContain('is not finished: run 50 is missing');
  });

  it('names a damaged file', async () => {
    await shard('2/2', '4');
    const file = at('2of2-4/chunks/0000000030.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"cases":10', '"cases":"ten"'));
    const { exit, err } = await command(['merge', at('2of2-4')]);
    expect(exit).toBe(2);
    expect(err).toMatch(/0000000030\.ndjson is damaged: line\.cases: must be integer/);
  });

  it('goes on with a campaign, and with no other in its folder', async () => {
    await shard('1/4');
    const again = await shard('1/4');
    expect(again.exit).toBe(0);
    expect(again.err).toContain('all 10 cases were judged before, in ');
    const { exit, err } = await command([...campaign, '--out', at('1of4-1')]);
    expect(exit).toBe(2);
    expect(err).toContain('has another campaign (another number of runs)');
    const file = at('1of4-1/campaign.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"engineFlags":[', '"engineFlags":["--engine","mine",'));
    expect((await shard('1/4')).err).toContain('has another campaign (another command of the engine)');
  });
});
