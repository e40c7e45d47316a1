import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { StructShape } from '../../vmstate/model/model.ts';
import type { LoadRequest } from '../engine.ts';
import { loadRequest, saveRequest } from './faux/faux.ts';
import { readHello } from '../protocol/hello.ts';
import { startProcessEngine, type ProcessEngine } from './start.ts';
import { byte } from '../protocol/values.test-help.ts';
import { member } from '../../vmstate/model/shapes.test-help.ts';

describe('a program that sees values', () => {
  let engine: ProcessEngine | null = null;

  async function start(mistake = 'none'): Promise<ProcessEngine> {
    const path = fileURLToPath(new URL('./faux/values-faux-engine.mjs', import.meta.url));
    const started = await startProcessEngine({ command: process.execPath, args: [path, mistake] });
    if (started.status === 'unusable') throw new Error(started.message);
    engine = started;
    return started;
  }

  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  const shape: StructShape = {
    name: 'dev',
    version: 1,
    minimumVersion: 0,
    members: [
      member('n', byte),
      member('wide', { kind: 'scalar', type: 'uint64' }),
      member('newer', byte, { version: 2 }),
    ],
  };
  const values = [3, 2n ** 63n, 5];
  const load: LoadRequest = {
    ...loadRequest('dev', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 2, 9)),
    resave: true,
    model: { shape, values },
  };

  it('is asked by shape and values', async () => {
    const { hello, save, load: ask } = await start();
    expect(hello).toMatchObject({ view: 'values', abi: null });
    const saved = await save({ ...saveRequest('dev', 1), measure: true, returnMemory: true, model: { shape, values } });
    expect(saved).toMatchObject({
      status: 'ok',
      wire: Uint8Array.of(3, 0x80, 0, 0, 0, 0, 0, 0, 0),
      measured: [],
      memory: null,
    });
    const loaded = await ask(load);
    expect(loaded).toMatchObject({
      status: 'ok',
      consumed: 9,
      values: [1, 2n, 5],
      memory: load.memory,
      resaved: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 2),
    });
    expect(await ask({ ...load, versionId: 9 })).toMatchObject({ status: 'rejected', left: { consumed: 0, values } });
  });

  it('is not sent what it cannot see', async () => {
    const { save, load: ask } = await start();
    expect(await save(saveRequest('dev', 1))).toEqual({ status: 'unsupported', feature: 'view:memory' });
    expect(await ask(loadRequest('dev', Uint8Array.of(1)))).toEqual({ status: 'unsupported', feature: 'view:memory' });
  });

  it.each([
    ['lossy', 'values.wide: must be a decimal string from 0 to 18446744073709551615, not 2'],
    ['short', 'values: must be 3 values, one for each member of dev, not an array of 2'],
    ['memory', 'values: must be 3 values, one for each member of dev, not absent'],
  ])('breaks the protocol: %s', async (mistake, message) => {
    expect(await (await start(mistake)).load(load)).toMatchObject({ status: 'protocol-error', message });
  });

  it('has no ABI', () => {
    const hello = {
      id: 1,
      status: 'ok',
      protocol: 1,
      engine: { name: 'e', version: '1', language: 'Go' },
      dialect: 'qemu-11.1',
      view: 'values',
      abi: { pointer_size: 8, byte_order: 'little' },
      features: [],
    };
    expect(readHello(JSON.stringify(hello))).toMatchObject({
      problem: expect.stringContaining('its abi must be null') as unknown,
    });
    expect(readHello(JSON.stringify({ ...hello, abi: null }))).toMatchObject({ view: 'values', abi: null });
  });
});
