import { describe, expect, it } from 'vitest';
import { flagsHeader, traceHeader } from './generated.ts';

describe('flagsHeader', () => {
  it('lists the flags of the enum and nothing else', () => {
    const header = 'enum A {\n VMS_NOT = 1,\n};\nenum VMStateFlags {\n    /* VMS_OLD was 3 */\n    VMS_ONE = 0x001,\n\n    VMS_TWO  = 0x002,\n};\n VMS_LATER = 3\n';
    expect(flagsHeader(header)).toBe('VMSC_FLAG(VMS_ONE)\nVMSC_FLAG(VMS_TWO)\n');
  });
});

describe('traceHeader', () => {
  it('makes every trace point a macro without effect', () => {
    const events = '# vmstate.c\nvmstate_load(const char *name) "%s"\ndisable vcpu other(void) ""\n';
    expect(traceHeader(events)).toBe(
      '#pragma once\n#define trace_vmstate_load(...) ((void)0)\n#define trace_other(...) ((void)0)\n',
    );
  });
});
