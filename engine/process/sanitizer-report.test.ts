import { expect, test } from 'vitest';
import { sanitizerReport } from './sanitizer-report.ts';

test('AddressSanitizer: what it found and where the engine was', () => {
  const report = [
    '=================================================================',
    '==6914==ERROR: AddressSanitizer: use-after-poison on address 0x7f2a81baf068 at pc 0x7f2a82e4814b bp 0x7ffc',
    'READ of size 40 at 0x7f2a81baf068 thread T0',
    '    #0 0x7f2a82e4814a in __interceptor_memcpy ../../../../src/libsanitizer/sanitizer_common/x.inc:827',
    '    #1 0x5639bb66480f in memcpy /usr/include/x86_64-linux-gnu/bits/string_fortified.h:29',
    '    #2 0x5639bb66480f in qemu_put_buffer /src/qemu/migration/qemu-file.c:524',
    '    #3 0x5639bb666c01 in save_buffer /src/qemu/migration/vmstate-types.c:508',
  ].join('\n');
  expect(sanitizerReport(report)).toBe('use-after-poison in qemu_put_buffer (migration/qemu-file.c:524)');
});

test('UndefinedBehaviorSanitizer: the same', () => {
  const report = [
    'include/migration/qemu-file-types.h:62:5: runtime error: load of misaligned address 0x7fd3 for type uint32_t',
    '0x7fd3: note: pointer points here',
    '    #0 0x5635c79f820e in qemu_put_be32s /src/qemu/include/migration/qemu-file-types.h:62',
  ].join('\n');
  expect(sanitizerReport(report)).toBe(
    'load of misaligned address 0x7fd3 for type uint32_t in qemu_put_be32s (migration/qemu-file-types.h:62)',
  );
});

test('a report without a stack is told alone, and no report not at all', () => {
  expect(sanitizerReport('x.c:1:2: runtime error: shift exponent 64 is too large')).toBe(
    'shift exponent 64 is too large',
  );
  expect(sanitizerReport('Assertion failed: ERROR')).toBeNull();
});
