import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issuesText } from '../vmstate/issue.ts';
import { readRecord } from '../campaign/stream/read.ts';
import { command } from './fixtures.ts';

describe('fuzz', () => {
  it('writes the stream of a campaign', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'fuzz-')), 'stream.ndjson');
    const { exit, out } = await command(['fuzz', '--runs', '50', '--chunk', '20', '--seed', '1', '--stream', file]);
    expect(out).toContain('50 cases: no findings');
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
