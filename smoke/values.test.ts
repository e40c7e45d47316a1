import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Finding } from './exchange.ts';
import { runSmoke } from './run.ts';

async function findings(mistake: string): Promise<readonly Finding[]> {
  const path = fileURLToPath(new URL('../engine/process/faux/values-faux-engine.mjs', import.meta.url));
  const result = await runSmoke({
    command: [process.execPath, path, mistake],
    env: process.env,
    signal: new AbortController().signal,
  });
  if (result.status === 'unusable') throw new Error(result.message);
  return result.findings;
}

function failures(all: readonly Finding[]): string[] {
  return all.flatMap((each) =>
    each.verdict === 'failed' ? [`${each.name}: ${each.evidence.problems.join('; ')}`] : [],
  );
}

test('an engine that sees values and makes no mistake passes, and what it does not support is skipped', async () => {
  const all = await findings('none');
  expect(failures(all)).toEqual([]);
  const skipped = all.flatMap((each) => (each.verdict === 'skipped' ? [each.reason] : []));
  expect(skipped).toEqual([
    'not in features: VMS_BUFFER, info:buffer',
    'not in features: VMS_STRUCT, VMS_ARRAY',
    'not in features: info:failing',
    'not in features: info:bool',
    'not in features: info:int64',
    'not in features: VMS_POINTER, VMS_ALLOC',
    'not in features: info:failing',
    'not in features: VMS_BUFFER, info:buffer',
  ]);
  expect(all).toHaveLength(24);
});

test('an engine that begins with one integer skips what is about others', async () => {
  const all = await findings('beginner');
  expect(failures(all)).toEqual([]);
  expect(all.filter(({ verdict }) => verdict === 'skipped')).toHaveLength(10);
});

test.concurrent.each([
  ['measure', ['hello.*features lists "op:measure", but values have neither sizes nor addresses']],
  ['abi', ['hello.*its view is values, without host memory: its abi must be null']],
  ['forgets', ['do not exist in the version: values is \\[42,0\\] instead of \\[42,8\\]']],
  ['typed', []],
  ['booleans', ['a load of a bool.*: request \\d+: values is \\[true\\] instead of \\[1\\]']],
  [
    'lossy',
    [
      'a load of 64 bits: a decimal string: request \\d+: values is \\[18446744073709552000\\] instead of \\["18446744073709551614"\\]',
    ],
  ],
  [
    'short',
    ['two bytes left in the stream: values is \\[\\] instead of', 'do not exist in the version: values is', '64 bits'],
  ],
  [
    'memory',
    [
      "two bytes left.*the response must have required property 'values'",
      'do not exist in the version.*values is nothing instead of',
      '64 bits',
    ],
  ],
])('the mistake %s is found where it is', async (mistake, problems) => {
  const found = failures(await findings(mistake));
  expect(found).toHaveLength(problems.length);
  for (const [i, problem] of problems.entries()) expect(found[i]).toMatch(new RegExp(problem));
});

test('an engine that answers every request with an error gets a hint about the views', async () => {
  const failed = failures(await findings('deaf'));
  expect(failed[0]).toContain('hint: every response was "error". Its hello says "view":"values"');
  expect(failed.slice(1).join('\n')).not.toContain('hint');
});

test('who sees values and says hello wrongly is shown the hello of those who see values', async () => {
  const [hello] = await findings('abi');
  expect(hello).toMatchObject({
    evidence: {
      expected: [expect.stringMatching(/^\{"id":1,"status":"ok",.*"view":"values","abi":null,[^{]*$/) as unknown],
    },
  });
});
