import { abiName } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import { modelText } from '../report/terminal/model-text.ts';
import { commentText } from './names.ts';

/** What a test has, and what it has not. */
interface Traits {
  readonly allocates: boolean;
  readonly timers: boolean;
  /** What a load leaves is too much to be checked. */
  readonly unchecked: boolean;
  readonly loads: boolean;
}

/** The comment at the top: what the case is, and what the test leaves out. */
export function headText({ dialect, abi, seed, model }: Case, { allocates, timers, unchecked, loads }: Traits): string {
  const lines = [
    'SPDX-License-Identifier: MIT OR GPL-2.0-or-later',
    '',
    `Written by vmstate-conformance: a case of ${dialect} on a ${abiName(abi)} host,`,
    `layout seed ${seed}. The device and what it holds:`,
    '',
    ...commentText(modelText(model)).split('\n'),
    '',
    'What this test leaves out: the description in JSON (vmdesc), and the padding, which',
    'holds zeros here and noise in the suite, where a load must not touch it. The byte',
    'order of the host does not matter here: the compiler stores the values.',
    ...(allocates
      ? [
          'What the load allocates is not freed: `destination` refers to it until the end.',
          'Bytes of it that the load does not write are not compared, and its size is not',
          'checked (AddressSanitizer tells when it is too small).',
        ]
      : []),
    ...(timers ? ['Timers: vmstate_info_timer is in migration/savevm.c, which a test has to link.'] : []),
    ...(unchecked ? ['What the load leaves is not checked: no compiler likes so many assertions.'] : []),
    ...(loads ? [] : ['The load is not tested.']),
  ];
  return ['/*', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n');
}
