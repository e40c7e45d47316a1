import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flagsHeader, messageMacro, streamMacros, traceHeader, writeGenerated } from './generated.ts';
import { vmstateHeader } from './header.test-help.ts';

describe('flagsHeader', () => {
  it('lists the flags of the enum and nothing else', () => {
    const header =
      'enum A {\n VMS_NOT = 1,\n};\nenum VMStateFlags {\n    /* VMS_OLD was 3 */\n    VMS_ONE = 0x001,\n\n    VMS_TWO  = 0x002,\n};\n VMS_LATER = 3\n';
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

describe('streamMacros', () => {
  it('goes by the names and types that the tree has', () => {
    expect(streamMacros('int64_t qemu_file_total_transferred_fast(QEMUFile *f);')).toContain(
      'VMSC_TRANSFERRED qemu_file_total_transferred_fast\n#define VMSC_TRANSFERRED_TYPE int64_t\n',
    );
    expect(streamMacros('int qemu_file_get_fd(QEMUFile *f, int *fd);')).toContain(
      'VMSC_HAS_FD 1\n#define VMSC_GET_FD_HAS_POINTER 1\n',
    );
  });
});

describe('messageMacro', () => {
  const plain = 'int vmstate_save_state(QEMUFile *f);\nenum VMStateFlags {\n    VMS_ONE = 1,\n};\n';
  const between = `${plain}int vmstate_save_state_with_err(QEMUFile *f, Error **errp);\n`;

  it.each([
    ['of 7.2', plain, '', 1],
    ['of 10.0.13', between, 'error_setg(errp, "put failed");', 1],
    ['of 8.2 to 10.1.0', between, 'error_setg(errp, "Save of field failed");', 0],
    ['of 11.2', plain.replace('VMS_ONE', 'VMS_VARRAY'), '', 1],
  ])('knows whether texts were compared: those %s', (_, header, source, known) => {
    expect(messageMacro(header, source)).toBe(`#define VMSC_KNOWN_MESSAGES ${known}\n`);
  });
});

describe('writeGenerated', () => {
  let tree = '';

  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'vmstate-tree-'));
    await mkdir(join(tree, 'migration'));
    await mkdir(join(tree, 'include/migration'), { recursive: true });
    await writeFile(join(tree, 'include/migration/vmstate.h'), vmstateHeader());
    await writeFile(join(tree, 'migration/trace-events'), '');
  });

  afterEach(async () => {
    await rm(tree, { recursive: true });
  });

  const generated = async (name: string): Promise<string> => readFile(join(tree, 'generated', name), 'utf8');

  it('takes the timer out of savevm.c', async () => {
    const functions = ['timer_put', 'timer_get', 'load_timer', 'save_timer'].map(
      (name) => `void ${name}(QEMUFile *f)\n{\n}\n`,
    );
    const info = 'const VMStateInfo vmstate_info_timer = {\n    .load = load_timer,\n    .save = save_timer,\n};\n';
    await writeFile(join(tree, 'migration/savevm.c'), [...functions, info].join('\n'));
    expect(await writeGenerated(tree, join(tree, 'generated'))).toEqual([]);
    expect(await generated('vmsc-tree.h')).toContain('#define VMSC_HAS_TIMER 1\n');
    expect(await generated('vmsc-timer.c')).toContain('vmstate_info_timer');
    expect(await generated('vmsc-flags.h')).toBe('VMSC_FLAG(VMS_ONE)\nVMSC_FLAG(VMS_END)\n');
  });

  it('says that a tree has none', async () => {
    expect(await writeGenerated(tree, join(tree, 'generated'))).toEqual([
      'left out (not found in migration/savevm.c): vmstate_info_timer',
    ]);
    expect(await generated('vmsc-tree.h')).toContain('#define VMSC_HAS_TIMER 0\n');
    expect(await generated('vmsc-timer.c')).toBe('');
  });
});
