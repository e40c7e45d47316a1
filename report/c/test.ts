import { annotate } from '../../oracle/annotate.ts';
import { prepare } from '../../spec/subject.ts';
import { abiName } from '../../vmstate/abi.ts';
import type { Case } from '../../vmstate/case.ts';
import { modelText } from '../terminal/model-text.ts';
import { initText } from './braces.ts';
import { wireText } from './bytes.ts';
import { testsText } from './cases.ts';
import { comparedStructs, compareText } from './compare.ts';
import { expectationOf, type Expectation } from './expectation.ts';
import { tableText } from './fields.ts';
import { byteLiteral } from './literal.ts';
import { commentText } from './names.ts';
import { streamsText } from './streams.ts';
import { structText } from './struct.ts';
import { cStructs } from './tree.ts';
import { objectInit, type Side } from './values.ts';

/** A case as one C file: a unit test for QEMU's tree. */
export function cTest(of: Case): string {
  const subject = prepare(of);
  const { plan, rooms } = subject.layout;
  const { root, all } = cStructs(plan, rooms);
  const expectation = expectationOf(subject, root);
  const { pointerSize } = of.abi;
  const object = (side: Side): string => initText(objectInit(root, of.model.values, side, `static ${root.type} ${side} =`), 0, ';');
  const { spans } = annotate(of.model, of.dialect);
  const behind = Array.from(subject.stream.subarray(subject.wire.length), byteLiteral);
  // Without a load there is nothing to load into and nothing to compare.
  const loads = expectation.kind !== 'unknown';
  const compares = expectation.kind === 'restores';
  const parts = [
    headText(of, plan.allocates, expectation),
    '#include "qemu/osdep.h"\n#include "qapi/error.h"\n#include "migration/vmstate.h"\n',
    `${streamsText(of.dialect)}\n`,
    `QEMU_BUILD_BUG_ON(sizeof(void *) != ${pointerSize});\n`,
    ...all.map((struct) => `${structText(struct, pointerSize)}\n`),
    ...all.map((struct) => `${tableText(struct, pointerSize)}\n`),
    `/* What is saved. */\n${object('source')}\n`,
    ...(loads
      ? [
          '/* What is loaded into: what a load needs to find, and else the opposite of what it brings. */',
          `${object('destination')}\n`,
        ]
      : []),
    `/* What must be written. */\n${wireText('wire', subject.wire, spans)}\n`,
    ...(loads ? [`/* Behind the state, where a load must leave them. */\nstatic const uint8_t behind[] = { ${behind.join(', ')} };\n`] : []),
    ...(compares ? comparedStructs(root).map((struct) => `${compareText(struct)}\n`) : []),
    testsText(root, expectation),
  ];
  return `${parts.join('\n')}\n`;
}

function headText(of: Case, allocates: boolean, expectation: Expectation): string {
  const { dialect, abi, seed, model } = of;
  const lines = [
    'SPDX-License-Identifier: MIT OR GPL-2.0-or-later',
    '',
    `Written by vmstate-conformance: a case of ${dialect} on a ${abiName(abi)} host,`,
    `layout seed ${seed}. The device and what it holds:`,
    '',
    ...commentText(modelText(model)).split('\n'),
    '',
    'What this test leaves out: padding holds zeros here and noise in the suite, which',
    'also checks that a load does not touch it. The byte order of the host does not',
    'matter here: the compiler stores the values.',
    ...(allocates
      ? [
          'What the load allocates is not freed: `destination` refers to it until the end.',
          'Bytes of it that no field describes are not compared, and its size is not checked',
          '(AddressSanitizer tells when it is too small).',
        ]
      : []),
    ...(expectation.kind === 'differs' ? ['After the load, only what it returns and reads is checked.'] : []),
    ...(expectation.kind === 'unknown' ? ['The load is not tested.'] : []),
  ];
  return ['/*', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n');
}
