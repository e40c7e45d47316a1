import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Saves everything as one byte and loads nothing. */
async function engine(byte: string, order: 'little' | 'big'): Promise<string> {
  const path = join(folder, `${byte}${order}.cjs`);
  await writeFile(
    path,
    `
    const { createInterface } = require('node:readline');
    createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, op } = JSON.parse(line);
      const hello = {
        protocol: 1, engine: { name: 'say-${byte}', version: '1', language: 'JavaScript' }, dialect: 'qemu-10.2',
        view: 'memory', abi: { pointer_size: 8, byte_order: '${order}' }, features: ['VMS_SINGLE', 'info:uint8'],
      };
      const answer = { hello: { status: 'ok', ...hello }, save: { status: 'ok', wire: '${byte}' }, bye: { status: 'ok' } };
      console.log(JSON.stringify({ id, ...(answer[op] ?? { status: 'unsupported', feature: 'op:' + op }) }));
    });`,
  );
  return `'${process.execPath}' '${path}'`;
}

describe('compare', () => {
  it('finds an engine like itself', async () => {
    const { exit, out, err } = await command([
      'compare',
      '--engine',
      'reference',
      '--engine',
      'reference',
      '--runs',
      '50',
      '--seed',
      '-7',
      '--dialect',
      'qemu-10.2',
    ]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('compared on cases of qemu-10.2, seed -7\n');
    expect(out).toMatch(/\nreference and reference behave the same: 50 cases in .*\.\n$/);
  });

  it('shows how two programs differ, in the order given, and how to see it again', async () => {
    const flags = [
      'compare',
      '--engine-cmd',
      await engine('2a', 'little'),
      '--engine-cmd',
      await engine('2b', 'little'),
    ];
    const first = await command([...flags, '--runs', '5', '--seed', '1']);
    expect(first.err).toBe('');
    expect(first.exit).toBe(1);
    expect(first.out).toMatch(/^A say-2a 1: .*\nB say-2b 1: .*\ncompared on cases of qemu-10.2, seed 1\n/);
    expect(first.out).toContain('both do not support the load: 5 cases\n');
    expect(first.out).toMatch(/--dialect qemu-10.2 --seed 1 --run 0\n/);
    const again = await command([...flags, '--seed', '1', '--run', '0', '--json']);
    expect(again.exit).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ agree: false, cases: 1 });
  });

  it('mixes engines by name and by command in the order given', async () => {
    const { out } = await command([
      'compare',
      '--engine-cmd',
      await engine('2a', 'little'),
      '--engine',
      'reference',
      '--runs',
      '1',
    ]);
    expect(out).toMatch(/^A say-2a 1: .*\nB reference: /);
  });

  it('refuses what cannot be compared', async () => {
    const one = await command(['compare', '--engine', 'reference']);
    expect(one).toMatchObject({
      exit: 2,
      err: 'vmstate-conformance: compare takes two engines, not 1: give --engine or --engine-cmd twice\n',
    });
    const apart = await command([
      'compare',
      '--engine-cmd',
      await engine('2a', 'little'),
      '--engine-cmd',
      await engine('2a', 'big'),
    ]);
    expect(apart.exit).toBe(2);
    expect(apart.err).toMatch(
      /^vmstate-conformance: the engines have no host ABI in common: say-2a 1 supports 64le, say-2a 1 supports 64be\n$/,
    );
    const missing = await command(['compare', '--engine', 'reference', '--engine-cmd', '/nowhere/engine']);
    expect(missing.exit).toBe(3);
  });

  it('reports what it has when interrupted', async () => {
    const { exit, out } = await command(['compare', '--engine', 'reference', '--engine', 'reference'], {
      signal: AbortSignal.abort(),
    });
    expect(exit).toBe(130);
    expect(out).toMatch(/Interrupted after 0 of 10000 runs: .*\n$/);
  });
});
