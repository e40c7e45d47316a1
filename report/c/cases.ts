import type { Expectation } from './expectation.ts';
import { commentText } from './names.ts';
import type { CStruct } from './tree.ts';

const saveText = ({ table }: CStruct): string => `static void test_save(void)
{
    g_autoptr(GByteArray) got = g_byte_array_new();

    save_to(got, &${table}, &source);
    /* Byte by byte first: that names the place. */
    for (size_t i = 0; i < MIN(got->len, sizeof(wire)); i++) {
        if (got->data[i] != wire[i]) {
            g_test_message("byte %zu is 0x%02x, not 0x%02x", i, got->data[i], wire[i]);
            break;
        }
    }
    g_assert_cmpmem(got->data, got->len, wire, sizeof(wire));
}`;

const opening = `static void test_load(void)
{
    g_autoptr(GByteArray) stream = g_byte_array_new();
    g_autoptr(GByteArray) rest = g_byte_array_new();`;

const fill = `    g_byte_array_append(stream, wire, sizeof(wire));
    g_byte_array_append(stream, behind, sizeof(behind));`;

function loadText({ table, check }: CStruct, expectation: Expectation): string {
  const call = (error: string): string => `load_from(stream->data, stream->len, rest,\n                    &${table}, &destination, ${error})`;
  switch (expectation.kind) {
    case 'restores':
    case 'differs': {
      const verdict =
        expectation.kind === 'restores'
          ? `    ${check}(&destination, &source);`
          : `    /* Not compared: ${commentText(expectation.path)} is not what was saved. */`;
      return [
        opening,
        '    int ret;',
        '',
        fill,
        `    ret = ${call('&error_abort')};`,
        '    g_assert_cmpint(ret, ==, 0);',
        '    g_assert_cmpmem(rest->data, rest->len, behind, sizeof(behind));',
        verdict,
        '}',
      ].join('\n');
    }
    case 'rejected':
      return [
        opening,
        '    Error *err = NULL;',
        '    int ret;',
        '',
        fill,
        `    /* QEMU refuses what it has written itself: ${commentText(expectation.why)}. */`,
        `    ret = ${call('&err')};`,
        '    g_assert_cmpint(ret, <, 0);',
        '    error_free(err);',
        '}',
      ].join('\n');
    case 'unknown':
      return `/* No test of the load: what it does is undefined (${commentText(expectation.why)}). */`;
  }
}

/** The tests, and a main that runs them. */
export function testsText(root: CStruct, expectation: Expectation): string {
  const load = expectation.kind === 'unknown' ? [] : ['    g_test_add_func("/vmstate/case/load", test_load);'];
  return [
    saveText(root),
    '',
    loadText(root, expectation),
    '',
    'int main(int argc, char **argv)',
    '{',
    '    set_up();',
    '    g_test_init(&argc, &argv, NULL);',
    '    g_test_add_func("/vmstate/case/save", test_save);',
    ...load,
    '    return g_test_run();',
    '}',
  ].join('\n');
}
