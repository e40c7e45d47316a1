import { Instrumenter } from '@stryker-mutator/instrumenter';
import { describe, expect, it } from 'vitest';
import { strykerPlugins } from './stryker.ignorer.js';

const silent = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {}, error() {} };

/** The reasons for which places of the code are not changed, and what is changed. */
async function instrumented(content: string): Promise<{ reasons: string[]; changed: string[] }> {
  const ignorers = strykerPlugins.map(({ value }) => value);
  const file = { name: 'a.ts', mutate: true, content };
  const options = { ignorers, plugins: null, excludedMutations: [] };
  // @ts-expect-error the logger of Stryker has more methods than the instrumenter calls
  const { mutants } = await new Instrumenter(silent).instrument([file], options);
  const isIgnored = (each: (typeof mutants)[number]): boolean => each.status === 'Ignored';
  return {
    reasons: [...new Set(mutants.filter(isIgnored).map(({ statusReason = '' }) => statusReason))],
    changed: mutants.filter((each) => !isIgnored(each)).map(({ replacement }) => replacement),
  };
}

describe('Stryker leaves alone', () => {
  it('what only gives up on a model that contradicts itself', async () => {
    const guard = 'if (a > 1) fail(walk, "no");';
    expect((await instrumented(guard)).changed).toEqual([]);
    expect((await instrumented('if (a > 1) throw new OracleFault("no");')).changed).toEqual([]);
    expect((await instrumented('() => { if (a > 1) { return fail(walk, "no"); } };')).reasons).toHaveLength(1);
    expect((await instrumented('if (a > 1) fail(walk, "no"); else b();')).changed).not.toEqual([]);
    expect((await instrumented('if (a > 1) stop(walk);')).changed).not.toEqual([]);
  });

  it('words for people', async () => {
    expect((await instrumented('undefinedAt(load, depth, `${n} elements`);')).changed).toEqual([]);
    expect((await instrumented('const why = "it is not there";')).changed).toEqual([]);
    expect((await instrumented('f({ why: "it is not there" });')).changed).not.toContain('""');
    expect((await instrumented('const kind = "scalar";')).changed).toEqual(['""']);
  });

  it('who owns a byte, and why something is refused', async () => {
    expect((await instrumented('if (store.sink !== null) store.path = `${path}[${i}]`;')).changed).toEqual([]);
    expect((await instrumented('sink(at, n - 4, path, "value");')).reasons).toHaveLength(1);
    expect((await instrumented('write(at, `${path}.key`);')).changed).toEqual([]);
    expect((await instrumented('write(at, n - 4);')).changed).not.toEqual([]);
    expect((await instrumented('s.cause = "size"; f({ cause: "end" });')).changed).toEqual(['{}']);
    expect((await instrumented('throw new Crash(`${x} fails`);')).changed).toEqual([]);
    expect((await instrumented('if (a > 1) throw new Crash("it fails");')).changed).not.toEqual([]);
  });

  it('whether an element is there whose index is in range', async () => {
    expect((await instrumented('const x = all[i]; if (x === undefined) skip();')).changed).toEqual([]);
    expect((await instrumented('const x = all.get(i); if (x === undefined) skip();')).changed).not.toEqual([]);
    expect((await instrumented('const y = all[i]?.size;')).changed).toEqual([]);
  });
});
