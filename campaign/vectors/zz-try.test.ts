import { it } from 'vitest';
import { writeFileSync, mkdirSync } from 'node:fs';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { dialects } from '../../vmstate/dialect.ts';
import { makeVectors } from './set.ts';
import { readVectors } from './read.ts';
import { checkVectors } from './check.ts';
it.each(dialects)('tries %s', async (dialect) => {
  const n = Number(process.env['N'] ?? 300);
  const t = performance.now();
  const set = makeVectors(dialect, n);
  console.log(dialect, set.vectors, set.loads, 'uncovered', set.uncovered, set.files.map((f) => `${f.name} ${f.text.length}`), performance.now() - t);
  mkdirSync(`/tmp/vv/${dialect}`, { recursive: true });
  for (const f of set.files) writeFileSync(`/tmp/vv/${dialect}/${f.name}`, f.text);
  const files = set.files.filter((f) => !/index|schema/.test(f.name)).map((f) => readVectors(f.text));
  for (const f of files) if ('problem' in f) console.log(f.problem);
  const r = await checkVectors(files.flatMap((f) => 'problem' in f ? [] : [f]), createReferenceEngine({ dialect }));
  console.log(r.vectors, r.judged, r.unsupported, r.faults.length, r.faults.slice(0, 8));
}, 300000);
