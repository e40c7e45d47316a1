import { describe, expect, it } from 'vitest';
import { describeMutant, mutantsOf, mutate } from './mutants.ts';

const source = `/* if (a < b) in a comment */
#define PLUS(a) \\
    ((a) + 1)
static const Info info = { .name = "x + y", };

static int *first(int a, struct thing *p)
{
    int n = 0;
    const char *name = "a && b";
    trace_first(a + 1, n == 2);
    if (a < p->count && n) {
        n = a * 2;
        other(&n, *p, -a);
        return -EINVAL;
    }
    for (n = 0; n < a; n++) {
        continue;
    }
    return n;
}
`;

function changes(operator: string, of = source): string[] {
  return mutantsOf('f.c', of)
    .filter((mutant) => mutant.operator === operator)
    .map((mutant) => describeMutant(of, mutant));
}

describe('the mutants of a C file', () => {
  it('negate conditions', () => {
    expect(changes('negation')).toEqual(["'(a < p->count && n)' becomes '(!(a < p->count && n))'"]);
  });

  it('replace operators between operands, and no signs of pointers and addresses', () => {
    expect(changes('relation')).toEqual(["'<' becomes '<='", "'<' becomes '<='"]);
    expect(changes('logic')).toEqual(["'&&' becomes '||'"]);
    expect(changes('arithmetic')).toEqual(["'*' becomes '/'", "'++' becomes '--'"]);
    expect(changes('bits')).toEqual([]);
  });

  it('replace constants and signs of error codes, but nothing in texts, comments, directives and trace points', () => {
    expect(changes('constant')).toEqual(["'0' becomes '(0 + 1)'", "'2' becomes '(2 + 1)'", "'0' becomes '(0 + 1)'"]);
    expect(changes('sign')).toEqual(["'-' is left out", "'-' is left out"]);
  });

  it('leave out statements, but no declarations and not the last return', () => {
    expect(changes('deletion')).toEqual([
      "'n = a * 2;' becomes ';'",
      "'other(&n, *p, -a);' becomes ';'",
      "'return -EINVAL;' becomes ';'",
      "'continue;' becomes ';'",
    ]);
  });

  it('have ids that other functions do not change', () => {
    const ids = (of: string): string[] => mutantsOf('f.c', of).map(({ id }) => id);
    const longer = source.replace(
      'static int *first',
      'static int before(int a)\n{\n    return a + 1;\n}\n\nstatic int *first',
    );
    expect(ids(longer)).toEqual(['f.c:before:arithmetic:1', 'f.c:before:constant:1', ...ids(source)]);
    expect(new Set(ids(longer)).size).toBe(ids(longer).length);
  });

  it('change one place of the file, and say its line', () => {
    const [mutant] = mutantsOf('f.c', source).filter(({ id }) => id === 'f.c:first:deletion:1');
    if (mutant === undefined) throw new Error('the mutant is missing');
    expect(mutate(source, mutant)).toBe(source.replace('n = a * 2;', ';'));
    expect(source.split('\n')[mutant.line - 1]).toContain('n = a * 2;');
  });
});
