import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { answers, dies, exits, installFake } from './fake-engine.test-help.ts';
import { openRaw } from '../../smoke/raw-connection.ts';
import { findEngine } from '../manifest.ts';
import type { QemuFinding } from './finding.ts';
import { verifyFindings } from './verify.ts';

const request = {
  op: 'save',
  description: { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] },
  memory: { blocks: [{ bytes: '07', pointers: [] }] },
};

const finding: QemuFinding = {
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

const crash: QemuFinding = {
  ...finding,
  name: 'crash',
  exchanges: [
    { says: 'A 7 is too much.', request, observed: { 'qemu-11.1': 'crashed' }, expected: { status: 'rejected' } },
  ],
};

async function check(findings: readonly QemuFinding[], program: string, dialect = 'qemu-11.1') {
  const home = await installFake('fake', dialect, program);
  const manifest = await findEngine('fake', home);
  if (manifest === undefined) throw new Error('no fake engine');
  const out: string[] = [];
  const unchanged = await verifyFindings({
    findings,
    engines: [manifest],
    open: (command) => openRaw(command, process.env),
    onLine: (line) => out.push(line),
  });
  await rm(home, { recursive: true });
  return { unchanged, out };
}

describe('verifyFindings', () => {
  it.each([
    [
      'what was observed',
      finding,
      answers({ status: 'ok', wire: '08', trace: [] }),
      true,
      'odd fake: as observed (1 request)',
    ],
    ['a crash that was observed', crash, dies, true, 'crash fake: as observed (1 request)'],
    [
      'a finding that is fixed',
      finding,
      answers({ status: 'ok', wire: '07' }),
      false,
      'odd fake: no longer reproduces: A 7 is saved as 8.',
    ],
    [
      'a crash that is fixed',
      crash,
      answers({ status: 'rejected', code: -22, message: 'no' }),
      false,
      'crash fake: no longer reproduces: A 7 is too much.',
    ],
    [
      'something else',
      finding,
      answers({ status: 'ok', wire: '09' }),
      false,
      'odd fake: differs: A 7 is saved as 8. Now: {"id":1,"status":"ok","wire":"09"}',
    ],
    [
      'a crash that was not observed',
      finding,
      dies,
      false,
      'odd fake: differs: A 7 is saved as 8. Now: was killed by SIGKILL',
    ],
    [
      'an exit, which is no crash',
      crash,
      exits,
      false,
      'crash fake: differs: A 7 is too much. Now: exited with code 3',
    ],
    [
      'no JSON',
      finding,
      `console.log('hello')`,
      false,
      'odd fake: differs: A 7 is saved as 8. Now: a response that is not a JSON object',
    ],
  ])('tells %s', async (_, one, program, unchanged, line) => {
    expect(await check([one], program)).toEqual({ unchanged, out: [line] });
  });

  it('says nothing of a dialect that the finding does not concern', async () => {
    expect(await check([finding], answers({ status: 'ok', wire: '08' }), 'qemu-7.2')).toEqual({
      unchanged: true,
      out: [],
    });
  });

  it('goes on behind a finding that changed', async () => {
    const { unchanged, out } = await check([crash, finding], answers({ status: 'ok', wire: '08' }));
    expect(unchanged).toBe(false);
    expect(out.map((line) => line.split(':')[0])).toEqual(['crash fake', 'odd fake']);
  });
});
