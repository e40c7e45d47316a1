import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHeader } from './c-header.ts';
import { detectFeatures, featureMacros, unknownParts } from './features.ts';
import { checkSource, timerSource } from './timer-source.ts';

/** Where QEMU keeps vmstate_info_timer and vmstate_check. */
export const TIMER_FILE = 'migration/savevm.c';

/** One `VMSC_FLAG(VMS_…)` line per flag of the tree's own enum. */
export function flagsHeader(vmstateHeader: string): string {
  const body = /enum VMStateFlags \{([\s\S]*?)\n\}/.exec(vmstateHeader)?.[1] ?? '';
  const names = [...body.matchAll(/^\s*(VMS_[A-Z0-9_]+)\s*=/gm)].map((match) => match[1] ?? '');
  return names.map((name) => `VMSC_FLAG(${name})\n`).join('');
}

/** Every trace point of the tree as a macro that does nothing. */
export function traceHeader(traceEvents: string): string {
  const names = [...traceEvents.matchAll(/^(?:(?:disable|vcpu)\s+)*(\w+)\(/gm)].map((match) => match[1] ?? '');
  const macros = names.map((name) => `#define trace_${name}(...) ((void)0)\n`);
  return `#pragma once\n${macros.join('')}`;
}

/** By which names and types the tree knows the functions of a stream. */
export function streamMacros(streamHeader: string): string {
  const header = parseHeader(streamHeader);
  const names = ['qemu_file_total_transferred_fast', 'qemu_file_transferred_noflush'];
  const transferred = names.find((name) => header.has(name)) ?? 'qemu_file_transferred';
  const type = header.prototype(transferred)?.split(' ')[0] ?? 'uint64_t';
  const getFd = header.prototype('qemu_file_get_fd');
  return [
    `#define VMSC_TRANSFERRED ${transferred}\n`,
    `#define VMSC_TRANSFERRED_TYPE ${type}\n`,
    `#define VMSC_HAS_FD ${getFd === undefined ? 0 : 1}\n`,
    `#define VMSC_GET_FD_HAS_POINTER ${getFd?.includes('int *') === true ? 1 : 0}\n`,
  ].join('');
}

/**
 * Whether the tree's texts are among those that were compared with real releases. The Errors of saves
 * from 8.2 to 10.1, before commit d41ce10d0f, were not.
 */
export function messageMacro(vmstateHeader: string, vmstateSource: string): string {
  const header = parseHeader(vmstateHeader);
  const isBetween =
    header.prototype('vmstate_save_state_with_err') !== undefined && !vmstateSource.includes('"put failed"');
  return `#define VMSC_KNOWN_MESSAGES ${isBetween ? 0 : 1}\n`;
}

/** Writes the files that follow from the tree. The lines name what it does not give. */
export async function writeGenerated(tree: string, folder: string): Promise<string[]> {
  await mkdir(join(folder, 'trace'), { recursive: true });
  const vmstate = await readFile(join(tree, 'include/migration/vmstate.h'), 'utf8');
  await writeFile(join(folder, 'vmsc-flags.h'), flagsHeader(vmstate));
  const events = await readFile(join(tree, 'migration/trace-events'), 'utf8');
  await writeFile(join(folder, 'trace/trace-migration.h'), traceHeader(events));
  // A tree may come without the file: it is the one place from which only a part is built.
  const savevm = await readFile(join(tree, TIMER_FILE), 'utf8').catch(() => '');
  const timer = timerSource(savevm);
  await writeFile(join(folder, 'vmsc-timer.c'), timer ?? '');
  const check = checkSource(savevm);
  await writeFile(join(folder, 'vmsc-check.c'), check ?? '');
  const stream = await readFile(join(tree, 'migration/qemu-file.h'), 'utf8').catch(() => '');
  const source = await readFile(join(tree, 'migration/vmstate.c'), 'utf8').catch(() => '');
  const messages = messageMacro(vmstate, source);
  const hasTimer = `#define VMSC_HAS_TIMER ${timer === undefined ? 0 : 1}\n`;
  const hasCheck = `#define VMSC_HAS_CHECK ${check === undefined ? 0 : 1}\n`;
  await writeFile(
    join(folder, 'vmsc-tree.h'),
    `#pragma once\n${featureMacros(detectFeatures(vmstate))}${streamMacros(stream)}${messages}${hasTimer}${hasCheck}`,
  );
  return [
    ...(timer === undefined ? [`left out (not found in ${TIMER_FILE}): vmstate_info_timer`] : []),
    ...unknownParts(vmstate).map((part) => `not used: ${part} of this tree; please report it`),
  ];
}
