import type { Expectation, LoadExpectation, SaveExpectation } from './expectation.ts';
import { codeText } from './literal.ts';
import { commentText, quoted } from './names.ts';

/** What the tests of a file have to do with. */
export interface Tested {
  readonly expectation: Expectation;
  /** The VMStateDescription of the device. */
  readonly table: string;
  /** How many bytes are saved, and how many are loaded from. */
  readonly wire: number;
  readonly stream: number;
  /** The engine calls functions of the device. */
  readonly calls: boolean;
  /** There is a function that sets up the objects. */
  readonly setsUp: boolean;
  /** There is something to check after a load. */
  readonly checks: boolean;
  /** Whatever fails sets an error (11.1), and nothing else does. */
  readonly setsErrors: boolean;
  /** A load that succeeds may set an error (10.2, when a `pre_load` returns a positive value). */
  readonly forgetsErrors: boolean;
}

/** The tests, and a main that runs them. */
export function testsText(tested: Tested): string {
  const { expectation, calls, setsUp } = tested;
  const { save, load } = expectation;
  return [
    save.kind === 'dies' ? diesText(tested, save.why) : saveText(tested, save),
    '',
    load.kind === 'unknown'
      ? `/* No test of the load: what it does is undefined (${commentText(load.why)}). */`
      : loadText(tested, load),
    '',
    'int main(int argc, char **argv)',
    '{',
    '    set_up();',
    ...(calls ? ['    calls = g_string_new(NULL);'] : []),
    ...(setsUp ? ['    set_up_objects();'] : []),
    '    g_test_init(&argc, &argv, NULL);',
    '    g_test_add_func("/vmstate/case/save", test_save);',
    ...(load.kind === 'unknown' ? [] : ['    g_test_add_func("/vmstate/case/load", test_load);']),
    '    return g_test_run();',
    '}',
  ].join('\n');
}

function saveText(tested: Tested, { code, calls }: Extract<SaveExpectation, { kind: 'returns' }>): string {
  return [
    'static void test_save(void)',
    '{',
    '    g_autoptr(GByteArray) got = g_byte_array_new();',
    ...(code === 0 ? [] : ['    Error *err = NULL;']),
    '    int ret;',
    '',
    ...(tested.calls ? ['    g_string_truncate(calls, 0);'] : []),
    `    ret = save_to(got, &${tested.table}, &source, ${code === 0 ? '&error_abort' : '&err'});`,
    ...outcomeLines(tested, code, code === 0, calls),
    ...(code === 0 ? BYTES : []),
    '}',
  ].join('\n');
}

const BYTES = [
  '    /* Byte by byte first: that names the place. */',
  '    for (size_t i = 0; i < MIN(got->len, sizeof(wire)); i++) {',
  '        if (got->data[i] != wire[i]) {',
  '            g_test_message("byte %zu is 0x%02x, not 0x%02x", i, got->data[i], wire[i]);',
  '            break;',
  '        }',
  '    }',
  '    g_assert_cmpmem(got->data, got->len, wire, sizeof(wire));',
];

/** The save happens in a process of its own. */
function diesText({ table }: Tested, why: string): string {
  return `static void test_save(void)
{
    /* QEMU does not survive this save: ${commentText(why)}. */
    if (g_test_subprocess()) {
        g_autoptr(GByteArray) got = g_byte_array_new();
        Error *err = NULL;

        save_to(got, &${table}, &source, &err);
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
}`;
}

function loadText(tested: Tested, expected: Extract<LoadExpectation, { kind: 'returns' }>): string {
  const { code, why, streamError, calls } = expected;
  const strict = code === 0 && !tested.forgetsErrors;
  return [
    'static void test_load(void)',
    '{',
    '    g_autoptr(GByteArray) stream = g_byte_array_new();',
    '    g_autoptr(GByteArray) rest = g_byte_array_new();',
    ...(strict ? [] : ['    Error *err = NULL;']),
    '    int stream_error;',
    '    int ret;',
    '',
    '    g_byte_array_append(stream, wire, sizeof(wire));',
    '    g_byte_array_append(stream, behind, sizeof(behind));',
    ...(tested.calls ? ['    g_string_truncate(calls, 0);'] : []),
    ...(code === 0 ? [] : [`    /* Not loaded: ${commentText(why)}. */`]),
    `    ret = load_from(stream, rest, &stream_error, &${tested.table},`,
    `                    &destination, ${strict ? '&error_abort' : '&err'});`,
    ...outcomeLines(tested, code, strict, calls),
    `    g_assert_cmpint(stream_error, ==, ${codeText(streamError)});`,
    ...restLines(tested, expected),
    ...(tested.checks ? ['    check_destination();'] : []),
    '}',
  ].join('\n');
}

function outcomeLines(
  { calls: traced, setsErrors }: Tested,
  code: number,
  strict: boolean,
  calls: readonly string[],
): string[] {
  const error = strict
    ? []
    : [...(code !== 0 && setsErrors ? ['    g_assert_nonnull(err);'] : []), '    error_free(err);'];
  return [`    g_assert_cmpint(ret, ==, ${codeText(code)});`, ...error, ...(traced ? callsLines(calls) : [])];
}

function callsLines(calls: readonly string[]): string[] {
  if (calls.length === 0) return ['    g_assert_cmpstr(calls->str, ==, "");'];
  const lines = calls.map((line) => `                    ${quoted(line).slice(0, -1)}\\n"`);
  return ['    g_assert_cmpstr(calls->str, ==,', `${lines.join('\n')});`];
}

/** The size of QEMUFile's buffer: after an error nothing is read that is not in it. */
const BUFFERED = 32768;

function restLines(
  { wire, stream }: Tested,
  { consumed, streamError }: Extract<LoadExpectation, { kind: 'returns' }>,
): string[] {
  if (streamError !== 0 && stream > BUFFERED) return [];
  if (consumed === wire) return ['    g_assert_cmpmem(rest->data, rest->len, behind, sizeof(behind));'];
  return [
    '    g_assert_cmpmem(rest->data, rest->len,',
    `                    stream->data + ${consumed}, stream->len - ${consumed});`,
  ];
}
