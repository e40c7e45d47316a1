import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fauxChildren } from '../engine/process/faux/lives.ts';
import type { Finding } from './exchange.ts';
import { runSmoke, type SmokeOptions, type SmokeResult } from './run.ts';

function smoke(script: string, args: readonly string[], part: Partial<SmokeOptions> = {}): Promise<SmokeResult> {
  const path = fileURLToPath(new URL(`../engine/process/faux/${script}`, import.meta.url));
  const command = [process.execPath, path, ...args];
  // A dozen engines at once may take their time.
  return runSmoke({
    command,
    env: process.env,
    signal: new AbortController().signal,
    timeoutMs: 30_000,
    helloTimeoutMs: 30_000,
    ...part,
  });
}

async function findings(mistake: string, abi = '64le'): Promise<readonly Finding[]> {
  const result = await smoke('apprentice-faux-engine.mjs', [mistake, abi]);
  if (result.status === 'unusable') throw new Error(result.message);
  return result.findings;
}

/** The failed exchanges, each with what was wrong. */
function failures(all: readonly Finding[]): string[] {
  return all.flatMap((each) =>
    each.verdict === 'failed' ? [`${each.name}: ${each.evidence.problems.join('; ')}`] : [],
  );
}

const told = 'not in features: op:message, info:failing';
const hooked = 'not in features: op:trace, op:opaque, part:hooks, VMS_STRUCT, VMS_ARRAY';

test.concurrent.each(['64le', '32be', 'any'])(
  'an engine of %s that makes no mistake passes, and what it does not support is skipped',
  async (abi) => {
    const all = await findings('none', abi);
    expect(failures(all)).toEqual([]);
    const skipped = all.flatMap((each) => (each.verdict === 'skipped' ? [each.reason] : []));
    expect(skipped).toEqual([
      'not in features: op:coverage',
      'not in features: part:widths, info:uint16, any of VMS_VARRAY_UINT16 VMS_VARRAY',
      'not in features: info:failing',
      told,
      hooked,
      'not in features: info:bool',
      'not in features: info:uint64',
      'not in features: VMS_ALLOC',
      'not in features: info:failing',
    ]);
    expect(all).toHaveLength(27);
  },
);

test.concurrent.each([
  ['prefix', ['that is "info:uint32" in this protocol']],
  ['byte-order', ['a save of a uint32.*: wire is "04030201" instead of "01020304"', 'measure', 'a load with resave']],
  ['greedy', ['two bytes left in the stream: consumed is 6 instead of 4']],
  ['typed', []],
  ['new-edges', []],
  [
    'repeated-edges',
    ['edges that a save has reached, and none twice: request \\d+: edges is \\[\\d+.*\\] instead of \\[\\]'],
  ],
  ['named-edges', ['none twice: request \\d+: edges.0 must be integer: "\\d+"']],
  ['raw-bool', ['bool: 1 in memory.*: memory.blocks\\[0\\].bytes is "ff02ff" instead of "ff01ff"']],
  ['swapped-wide', ['64 bits: in the byte order of the host: memory.blocks\\[0\\].bytes is "0001020304050607"']],
  ['positive', ['rejected before.*: code is 22 instead of -22$']],
  [
    'no-memory',
    ["two bytes left.*: memory has 0 blocks instead of 1; the response must have required property 'memory'$"],
  ],
  [
    'slots',
    ['save through a pointer.*pointers is \\[\\]', 'NULL, a pointer into a block', 'pointer to an empty block'],
  ],
  ['fragile', ['a save without a description.*the engine exited with code 1; no answer to requests \\d+, \\d+$']],
  ['brittle', ['a line that is no JSON.*the engine exited with code 1']],
  ['twice', ['two bytes left.*is answered more than once', 'rejected before.*more than once']],
  ['exit-code', ['bye.*: the engine exited with code 1 after bye, instead of exiting with 0']],
  ['stays', ['bye.*has not exited 3000 ms after bye', 'end of input.*has not exited 3000 ms after the end of input']],
])('the mistake %s is found where it is', async (mistake, problems) => {
  const found = failures(await findings(mistake));
  expect(found).toEqual(problems.map((problem) => expect.stringMatching(new RegExp(problem)) as unknown));
});

test('an engine that begins with one integer, whichever, skips what is about others alone', async () => {
  for (const [type, width] of [
    ['uint32', 4],
    ['int64', 8],
  ] as const) {
    const result = await smoke('apprentice-faux-engine.mjs', [`only-${type}`, '64le']);
    if (result.status === 'unusable') throw new Error(result.message);
    expect(failures(result.findings), `${width}`).toEqual([]);
    const reasons = result.findings.flatMap((each) => (each.verdict === 'skipped' ? [each.reason] : []));
    const word = 'not in features: info:uint32';
    const widths = 'not in features: part:widths, info:uint16, info:uint8, any of VMS_VARRAY_UINT16 VMS_VARRAY';
    const failing = 'not in features: info:failing';
    const typed = ['not in features: info:bool', 'not in features: info:uint64'];
    expect(reasons).toEqual(
      type === 'uint32'
        ? [
            'not in features: op:measure',
            'not in features: op:coverage',
            widths,
            'not in features: VMS_POINTER',
            failing,
            told,
            hooked,
            ...typed,
            'not in features: VMS_POINTER, VMS_ALLOC',
            failing,
          ]
        : [
            word,
            `not in features: op:measure, info:uint32`,
            'not in features: op:coverage',
            widths,
            'not in features: VMS_POINTER',
            failing,
            told,
            hooked,
            word,
            ...typed,
            'not in features: VMS_POINTER, VMS_ALLOC, info:uint32',
            failing,
            word,
          ],
    );
  }
});

test('an engine without any integer gets next to no requests', async () => {
  const result = await smoke('apprentice-faux-engine.mjs', ['only-bool', '64le']);
  if (result.status === 'unusable') throw new Error(result.message);
  expect(result.findings.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
  expect(result.findings[1]).toMatchObject({
    verdict: 'skipped',
    reason: 'not in features: any of info:uint8 info:int8 info:uint16 …',
  });
});

test('a failure shows its messages', async () => {
  const failed = (await findings('greedy')).find(({ verdict }) => verdict === 'failed');
  expect(failed).toMatchObject({
    evidence: {
      sent: [expect.stringMatching(/^\{"id":\d+,"op":"load",/) as unknown],
      expected: [expect.stringContaining('"consumed":4') as unknown],
      received: [expect.stringContaining('"consumed":6') as unknown],
    },
  });
});

test('whoever writes something else to stdout fails at every save', async () => {
  const [, first] = failures(await findings('chatty'));
  expect(first).toContain('a line is not JSON: "saving"');
});

test('an engine that answers every request with an error gets a hint about the views', async () => {
  const failed = failures(await findings('deaf'));
  expect(failed.length).toBeGreaterThan(5);
  expect(failed[0]).toContain(
    'status is "error" instead of "ok"; hint: every response was "error". Its hello says "view":"memory"',
  );
  expect(failed.slice(1).join('\n')).not.toContain('hint');
});

test('ids that come back as text are no ids', async () => {
  const result = await smoke('apprentice-faux-engine.mjs', ['text-id'], { timeoutMs: 200 });
  if (result.status === 'unusable') throw new Error(result.message);
  expect(failures(result.findings)[0]).toContain('a response has no integer id');
});

test('a hello that is wrong leaves the rest out', async () => {
  const all = await findings('view');
  expect(failures(all)).toEqual([
    'hello, and its description of the engine: view must be equal to one of the allowed values: "pictures"',
  ]);
  expect(all.slice(1).every(({ verdict }) => verdict === 'skipped')).toBe(true);
  expect(all[0]).toMatchObject({
    evidence: { expected: [expect.stringMatching(/"view":"memory".* or \{.*"view":"values","abi":null/) as unknown] },
  });
});

test.each([
  ['exits-at-once', 'exited with code 2 (hello was not answered)\nits last words on stderr:\nusage: engine FILE'],
  ['never-hello', 'did not answer hello within 300 ms'],
])('%s is unusable', async (behaviour, message) => {
  const result = await smoke('faux-engine.mjs', [behaviour], {
    helloTimeoutMs: behaviour === 'never-hello' ? 300 : 5000,
  });
  expect(result).toMatchObject({ status: 'unusable', message: expect.stringContaining(message) as unknown });
});

test.each(['/nonexistent/engine', 'a\0b'])('%j cannot be started', async (program) => {
  const result = await runSmoke({ command: [program], env: process.env, signal: new AbortController().signal });
  expect(result).toMatchObject({
    status: 'unusable',
    message: expect.stringContaining('cannot be started') as unknown,
  });
});

test('an interruption ends it, and no engine is left', async () => {
  const controller = new AbortController();
  const path = fileURLToPath(new URL('../engine/process/faux/apprentice-faux-engine.mjs', import.meta.url));
  setTimeout(() => {
    controller.abort();
  }, 300);
  const result = await runSmoke({ command: [process.execPath, path], env: process.env, signal: controller.signal });
  expect(result).toMatchObject({ interrupted: true });
  expect(fauxChildren()).toEqual([]);
});
