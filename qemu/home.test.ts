import { describe, expect, it } from 'vitest';
import { engineFolder, homeFolder, isEngineName } from './home.ts';
import { BuildProblem } from './problem.ts';

describe('homeFolder', () => {
  it('prefers the argument, then its own variable, then the XDG cache', () => {
    const env = { VMSTATE_CONFORMANCE_HOME: '/own', XDG_CACHE_HOME: '/cache' };
    expect(homeFolder('/asked', env)).toBe('/asked');
    expect(homeFolder(undefined, env)).toBe('/own');
    expect(homeFolder(undefined, { XDG_CACHE_HOME: '/cache' })).toBe('/cache/vmstate-conformance');
  });

  it('takes empty variables and a relative XDG cache for unset', () => {
    const env = { VMSTATE_CONFORMANCE_HOME: '', XDG_CACHE_HOME: 'cache' };
    expect(homeFolder(undefined, env)).toMatch(/^\/.*\.cache\/vmstate-conformance$/);
  });
});

describe('engine names', () => {
  it.each(['qemu-10.2', 'qemu-10.2-seed', 'a', 'My_engine+1'])('accepts %s', (name) => {
    expect(isEngineName(name)).toBe(true);
  });

  it.each(['', '.', '..', '.hidden', '-rf', 'a/b', 'a b', 'a\n', 'ä', 'x'.repeat(65)])('refuses %j', (name) => {
    expect(isEngineName(name)).toBe(false);
    expect(() => engineFolder(name, '/home')).toThrow(BuildProblem);
  });
});
