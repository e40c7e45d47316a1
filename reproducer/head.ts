import { abiName } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import { commentText } from './names.ts';

/** What a test contains and what it omits. */
interface Traits {
  /** The text of the model, for the comment. */
  readonly model: string;
  readonly allocates: boolean;
  readonly timers: boolean;
  /** The memory after the load is too large to be checked. */
  readonly unchecked: boolean;
  readonly loads: boolean;
}

/** The comment at the top: what the case is, and what the test omits. */
export function headText({ dialect, abi, seed }: Case, traits: Traits): string {
  const { model, allocates, timers, unchecked, loads } = traits;
  const lines = [
    'SPDX-License-Identifier: MIT OR GPL-2.0-or-later',
    '',
    `Written by vmstate-conformance: a case of ${dialect} on a ${abiName(abi)} host,`,
    `layout seed ${seed}. The device and its values:`,
    '',
    ...model.split('\n').map(commentText),
    '',
    'Not tested here: the description in JSON (vmdesc), and padding. Padding holds zeros',
    'here and noise in the suite, where a load must not change it. The byte order of',
    'the host does not matter: the compiler stores the values.',
    ...(allocates
      ? [
          'Memory that the load allocates is not freed: `destination` refers to it until the',
          'end. Bytes of it that the load does not write are not compared, and its size is',
          'not checked (AddressSanitizer reports it if it is too small).',
        ]
      : []),
    ...(timers ? ['Timers: vmstate_info_timer is in migration/savevm.c, which the test must link.'] : []),
    ...(unchecked ? ['The memory after the load is not checked: it would take too many assertions.'] : []),
    ...(loads ? [] : ['The load is not tested.']),
  ];
  return ['/*', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n');
}
