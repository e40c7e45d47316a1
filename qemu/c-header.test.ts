import { describe, expect, it } from 'vitest';
import { parseHeader } from './c-header.ts';

const header = parseHeader(`
/* enum Flags { NOT = 1 }; */
#define MACRO(a) \\
    struct Hidden { int a; }
enum Flags {
    A_ONE = 0x01, // a comment, with a comma
    A_TWO,
};
typedef enum { OTHER } Other;
struct Inner { int deep; };
struct Outer {
    const char *name;
    int (*hook)(void *opaque, int version_id);
    struct { uint32_t offset; uint8_t size; } nested;
    int many[4];
    bool flag;
};
int first(void);
extern int
second(struct Outer *outer,
       Error **errp);
`);

describe('parseHeader', () => {
  it('lists the names of an enum without what comments say', () => {
    expect(header.enumNames('Flags')).toEqual(['A_ONE', 'A_TWO']);
    expect(header.enumNames('None')).toEqual([]);
  });

  it('finds members of every form, and those of inner structs not', () => {
    const members = header.members('Outer');
    expect([...(members?.keys() ?? [])]).toEqual(['name', 'hook', 'nested', 'many', 'flag']);
    expect(members?.get('hook')).toBe('int (*hook)(void *opaque, int version_id)');
    expect(header.members('Hidden')).toBeUndefined();
  });

  it('gives a prototype in one line', () => {
    expect(header.prototype('first')).toBe('int first(void)');
    expect(header.prototype('second')).toBe('extern int second(struct Outer *outer, Error **errp)');
    expect(header.prototype('third')).toBeUndefined();
  });

  it('knows words of the code, not of comments', () => {
    expect(header.has('second')).toBe(true);
    expect(header.has('NOT')).toBe(false);
  });
});
