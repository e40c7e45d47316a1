import { describe, expect, it } from 'vitest';
import { pathsOfRules } from './compile.ts';

describe('pathsOfRules', () => {
  it('reads continued lines, several rules and escaped spaces', () => {
    const rules =
      'engine.o: /a/engine.c \\\n /tree\\ one/migration/vmstate.c \\\n /a/b.h\nerror.o: /tree/util/error.c\n';
    expect(pathsOfRules(rules)).toEqual([
      '/a/engine.c',
      '/tree one/migration/vmstate.c',
      '/a/b.h',
      '/tree/util/error.c',
    ]);
  });
});
