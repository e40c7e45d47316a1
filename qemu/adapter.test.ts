import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { adapterFiles, adapterFolder } from './adapter.ts';

const root = join(import.meta.dirname, '..');

describe('adapterFolder', () => {
  it('is found from the sources and from what is built of them', () => {
    const expected = join(root, 'adapters/qemu');
    expect(adapterFolder()).toBe(expected);
    expect(adapterFolder(pathToFileURL(join(root, 'dist/qemu/adapter.js')).href)).toBe(expected);
  });

  it('says so when the package came without it', () => {
    expect(() => adapterFolder('file:///nowhere/qemu/adapter.js')).toThrow('incomplete');
  });
});

describe('adapterFiles', () => {
  it('are the C files', () => {
    expect(adapterFiles(adapterFolder())).toContain('engine.c');
    expect(adapterFiles(adapterFolder()).every((name) => name.endsWith('.c'))).toBe(true);
  });
});
