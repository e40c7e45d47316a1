import { describe, expect, it } from 'vitest';
import { infosOf, isOfQemu, undrivenOf } from '../vmstate/info.ts';
import { infoDifferences, macroDifferences, macrosInHeader } from './header-macros.ts';

const header = [
  '#define VMSTATE_OF(_f, _s) {                          \\',
  '    .name  = (stringify(_f)),                         \\',
  '    .flags = VMS_STRUCT|VMS_ARRAY,                    \\',
  '}',
  '#define VMSTATE_BARE(_f) { \\',
  '    .name = (stringify(_f)), \\',
  '}',
  '#define VMSTATE_ALIAS(_f, _s) VMSTATE_OF(_f, _s)',
  '#define VMSTATE_END_OF_LIST() { .flags = VMS_END }',
].join('\n');

describe('macrosInHeader', () => {
  it('finds what builds a field, and its flags', () => {
    expect([...macrosInHeader(header)]).toEqual([
      ['VMSTATE_OF', 'VMS_ARRAY VMS_STRUCT'],
      ['VMSTATE_BARE', ''],
    ]);
  });
});

describe('macroDifferences', () => {
  it('names what one has and the other has not, and other flags', () => {
    const differences = macroDifferences(`${header}\n#define VMSTATE_ARRAY(_f) { .flags = VMS_SINGLE }`, 'qemu-11.1');
    expect(differences).toContain(
      'qemu-11.1: VMSTATE_OF: the header has VMS_ARRAY VMS_STRUCT, the table no such macro',
    );
    expect(differences).toContain('qemu-11.1: VMSTATE_ARRAY: the header has VMS_SINGLE, the table VMS_ARRAY');
    expect(differences).toContain('qemu-11.1: VMSTATE_QLIST_V: the header has no such macro, the table no flag');
  });
});

describe('infoDifferences', () => {
  const declared = (names: readonly string[]): string =>
    names.map((name) => `extern const VMStateInfo vmstate_info_${name};\n`).join('');
  const all = [...infosOf('qemu-10.2').filter(isOfQemu), ...undrivenOf('qemu-10.2'), 'nullptr'];

  it('is content with what is driven, what is not and why, and what the engine has for itself', () => {
    expect(infoDifferences(declared(all), 'qemu-10.2')).toEqual([]);
  });

  it('names what one has and the other has not', () => {
    const other = all.map((name) => (name === 'gtree' ? 'g_byte_array' : name));
    expect(infoDifferences(declared(other), 'qemu-10.2')).toEqual([
      'qemu-10.2: vmstate_info_g_byte_array: the suite neither supports it nor lists it as unsupported',
      'qemu-10.2: vmstate_info_gtree: the header has no such info',
    ]);
    expect(infoDifferences(declared(all), 'qemu-7.2')).toEqual([
      'qemu-7.2: vmstate_info_fd: the suite neither supports it nor lists it as unsupported',
    ]);
  });
});
