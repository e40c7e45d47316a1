import { describe, expect, it } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import { found, sub, lintedDescription } from './lint.test-help.ts';

describe('lint', () => {
  it('has nothing to say of a sound description', () => {
    const description = lintedDescription({
      field: { field_exists: { kind: 'version', from: 3 } },
      subsections: [sub('dev/a'), sub('dev/b')],
    });
    expect(found(description)).toEqual([]);
  });

  it('looks into structs and subsections', () => {
    const bad = lintedDescription({ field: { info: null } });
    const description = lintedDescription({
      field: { flags: VMS.STRUCT, info: null, vmsd: { ...bad, name: 'inner' } },
      subsections: [{ ...bad, name: 'dev/a' }],
    });
    expect(found(description)).toEqual(['illegal no-info dev.f.f', 'illegal no-info dev.dev/a.f']);
  });
});
