import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { command } from '../fixtures.ts';

const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
const program = fileURLToPath(new URL('../../adapters/python/vmstate_engine.py', import.meta.url));

/** A program that ends when a chunk of its campaign is written, and does not start a second time. */
function shortLived(folder: string): string {
  const script = join(folder, 'engine');
  const text = `#!/bin/sh
if [ -e '${folder}/started' ]; then echo 'no licence' >&2; exit 1; fi
touch '${folder}/started'
(for i in $(seq 600); do ls '${folder}'/campaign/chunks/*.ndjson && break; sleep 0.1; done; kill $$) >/dev/null 2>&1 </dev/null &
exec python3 '${program}'
`;
  writeFileSync(script, text, { mode: 0o755 });
  return script;
}

test.skipIf(python.status !== 0)(
  'a campaign ends with its engine, and what it has judged is told and kept',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lost-'));
    const out = join(folder, 'campaign');
    const options = ['--no-corpus', '--jobs', '1', '--runs', '100000', '--chunk', '20', '--seed', '1', '--out', out];
    const run = await command(['fuzz', '--engine-cmd', shortLived(folder), ...options]);
    expect(run.err).toContain('the engine cannot be started again: ');
    expect(run.err).toContain('no licence');
    expect(run.out).toMatch(/^[1-9]\d* cases, .*: no findings$/m);
    expect(readdirSync(join(out, 'chunks')).length).toBeGreaterThan(0);
    expect(run.exit).toBe(3);
  },
);
