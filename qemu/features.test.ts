import { describe, expect, it } from 'vitest';
import { detectFeatures, featureMacros, unknownParts } from './features.ts';
import { vmstateHeader } from './header.test-help.ts';

const pair = 'struct { uint32_t offset; uint8_t size; }';

describe('detectFeatures', () => {
  it('reads a header as that of 10.2', () => {
    expect(detectFeatures(vmstateHeader())).toEqual({
      VMSC_HAS_END_FLAG: true,
      VMSC_SAVE_WITH_ERR: false,
      VMSC_SAVE_HAS_ERRP: true,
      VMSC_SAVE_IS_BOOL: false,
      VMSC_LOAD_HAS_ERRP: true,
      VMSC_LOAD_IS_BOOL: false,
      VMSC_HAS_ERRP_HOOKS: true,
      VMSC_ERRP_HOOKS_ARE_BOOL: true,
      VMSC_POST_SAVE_IS_VOID: false,
      VMSC_HAS_BYTE_ARRAY: false,
      VMSC_HAS_INDIRECT: false,
    });
  });

  it('reads counts and sizes whose width stands beside their offset', () => {
    const header = vmstateHeader({
      'size_t num_offset': `${pair} num_indirect`,
      'size_t size_offset': `${pair} size_indirect`,
    });
    expect(detectFeatures(header).VMSC_HAS_INDIRECT).toBe(true);
  });

  it('knows functions that only say true or false', () => {
    const header = vmstateHeader({
      'int vmstate_load_state': 'bool vmstate_load_vmsd',
      'int vmstate_save_state': 'bool vmstate_save_vmsd',
    });
    expect(detectFeatures(header)).toMatchObject({ VMSC_SAVE_IS_BOOL: true, VMSC_LOAD_IS_BOOL: true });
  });

  it('knows errp hooks that return codes, and a post_save that returns nothing', () => {
    const header = vmstateHeader({
      'bool (*pre_load_errp)': 'int (*pre_load_errp)',
      'bool (*post_load_errp)': 'int (*post_load_errp)',
      'bool (*pre_save_errp)': 'int (*pre_save_errp)',
      'int (*post_save)': 'void (*post_save)',
    });
    expect(detectFeatures(header)).toMatchObject({ VMSC_ERRP_HOOKS_ARE_BOOL: false, VMSC_POST_SAVE_IS_VOID: true });
  });

  it.each([
    [{ 'struct VMStateField {': 'struct VMStateThing {' }, /defines no struct VMStateField/],
    [{ 'int num;': '' }, /struct VMStateField has no member num/],
    [{ 'size_t num_offset;': '' }, /neither num_offset and size_offset nor/],
    [{ 'size_t num_offset': `${pair} num_indirect` }, /neither num_offset and size_offset nor/],
    [{ 'bool (*pre_load_errp)': 'int (*pre_load_errp)' }, /has the hooks int \(\*pre_load_errp\)/],
    [{ 'int (*post_save)': 'bool (*post_save)' }, /has bool \(\*post_save\)/],
    [{ 'int vmstate_load_state': 'int vmstate_load' }, /declares neither vmstate_load_state nor/],
  ])('names the construct that it does not understand', (changes, says) => {
    expect(() => detectFeatures(vmstateHeader(changes))).toThrow(says);
  });
});

describe('unknownParts', () => {
  it('names members that no request sets', () => {
    expect(unknownParts(vmstateHeader())).toEqual([]);
    expect(unknownParts(vmstateHeader({ 'int num;': 'int num;\n    int stride;' }))).toEqual(['VMStateField.stride']);
  });
});

describe('featureMacros', () => {
  it('is a line for each', () => {
    expect(featureMacros(detectFeatures(vmstateHeader()))).toContain('#define VMSC_HAS_END_FLAG 1\n');
  });
});
