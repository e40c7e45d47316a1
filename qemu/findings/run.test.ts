import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { answers, dies, exits, installFake } from './fake-engine.test-help.ts';
import type { Finding } from './finding.ts';
import { runFindings } from './run.ts';

const request = {
  op: 'save',
  description: { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] },
  memory: { blocks: [{ bytes: '07', pointers: [] }] },
};

const finding: Finding = {
  name: 'odd',
  title: 'Odd',
  rules: ['VMS-WIRE-1'],
  reason: 'It is odd.',
  exchanges: [
    {
      says: 'A 7 is saved as 8.',
      request,
      observed: { 'qemu-11.1': { status: 'ok', wire: '08' } },
      expected: { status: 'ok', wire: '07' },
    },
  ],
};

const crash: Finding = {
  ...finding,
  name: 'crash',
  exchanges: [
    { says: 'A 7 is too much.', request, observed: { 'qemu-11.1': 'crashed' }, expected: { status: 'rejected' } },
  ],
};

async function check(findings: readonly Finding[], program: string, dialect = 'qemu-11.1') {
  const home = await installFake('fake', dialect, program);
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runFindings({
    findings,
    engines: ['fake'],
    home,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  await rm(home, { recursive: true });
  return { exit, out, err };
}

describe('runFindings', () => {
  it.each([
    [
      'what was observed',
      finding,
      answers({ status: 'ok', wire: '08', trace: [] }),
      0,
      'odd fake: as observed (1 request)',
    ],
    ['a crash that was observed', crash, dies, 0, 'crash fake: as observed (1 request)'],
    [
      'a finding that is fixed',
      finding,
      answers({ status: 'ok', wire: '07' }),
      1,
      'odd fake: no longer happens: A 7 is saved as 8.',
    ],
    [
      'a crash that is fixed',
      crash,
      answers({ status: 'rejected', code: -22, message: 'no' }),
      1,
      'crash fake: no longer happens: A 7 is too much.',
    ],
    [
      'something else',
      finding,
      answers({ status: 'ok', wire: '09' }),
      1,
      'odd fake: differs: A 7 is saved as 8. Now: {"id":1,"status":"ok","wire":"09"}',
    ],
    [
      'a crash that was not observed',
      finding,
      dies,
      1,
      'odd fake: differs: A 7 is saved as 8. Now: was killed by SIGKILL',
    ],
    ['an exit, which is no crash', crash, exits, 1, 'crash fake: differs: A 7 is too much. Now: exited with code 3'],
    [
      'no JSON',
      finding,
      `console.log('hello')`,
      1,
      'odd fake: differs: A 7 is saved as 8. Now: an answer that is no JSON object',
    ],
  ])('tells %s', async (_, one, program, exit, line) => {
    expect(await check([one], program)).toEqual({ exit, out: [line], err: [] });
  });

  it('says nothing of a dialect that the finding does not concern', async () => {
    expect(await check([finding], answers({ status: 'ok', wire: '08' }), 'qemu-7.2')).toEqual({
      exit: 0,
      out: [],
      err: [],
    });
  });

  it('goes on behind a finding that changed', async () => {
    const { exit, out } = await check([crash, finding], answers({ status: 'ok', wire: '08' }));
    expect(exit).toBe(1);
    expect(out.map((line) => line.split(':')[0])).toEqual(['crash fake', 'odd fake']);
  });

  it('asks nothing when an engine is not built', async () => {
    const home = await installFake('fake', 'qemu-11.1', answers({ status: 'ok', wire: '07' }));
    const out: string[] = [];
    const err: string[] = [];
    const exit = await runFindings({
      findings: [finding],
      engines: ['fake', 'qemu-10.2'],
      home,
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    await rm(home, { recursive: true });
    expect({ exit, out, err }).toEqual({
      exit: 2,
      out: [],
      err: ['qemu-10.2 is not built yet; run: npx vmstate-conformance qemu build 10.2'],
    });
  });
});
