import { traitsOf } from '../vmstate/dialect.ts';
import { layout } from '../layout/layout.ts';
import { encode } from '../oracle/save/encode.ts';
import { annotate } from '../oracle/wire/annotate.ts';
import type { Case } from '../vmstate/case/case.ts';
import { initText } from './braces.ts';
import { wireText } from './bytes.ts';
import { testsText } from './cases.ts';
import { checkText } from './check.ts';
import { destinationValues } from './destination.ts';
import { expectationOf } from './expectation.ts';
import { tablesText } from './fields.ts';
import { headText } from './head.ts';
import { allCallbacks, COLLECT, IN_ORDER } from './helpers.ts';
import { byteLiteral } from './literal.ts';
import { setUpOf } from './set-up.ts';
import { ownInfosText } from './own-infos.ts';
import { streamsText } from './streams.ts';
import { structDefinition } from './struct.ts';
import { cStructs, membersOf, type CStruct } from './tree.ts';
import { objectInit } from './values.ts';

/** Bytes after the state. The first is QEMU's end-of-stream mark, which no load takes for a subsection. */
const TRAILER = [0x00, 0x30, 0x05, 0x31] as const;

/** A case as one C file: a unit test for QEMU's tree. `modelText` describes the model in the comment at the top. */
export function cTest(of: Case, modelText: string): string {
  const {
    dialect,
    model,
    abi: { pointerSize },
  } = of;
  const wire = encode(model, dialect);
  const stream = Uint8Array.from([...wire, ...TRAILER]);
  const { plan, rooms } = layout(of);
  const { root, all } = cStructs(plan, rooms);
  const before = destinationValues(plan, model.values);
  const expectation = expectationOf(of, { stream, rooms, destination: before });
  const { save, load } = expectation;
  const loads = load.kind === 'returns';
  const saves = save.kind === 'returns' && save.code === 0;
  const objects = new Map([['source', model.values], ...(loads ? [['destination', before] as const] : [])]);
  const setUp = setUpOf(root, objects, pointerSize);
  const check = loads
    ? checkText(root, load.values, model.values, { pointerSize, arrays: setUp.arrays, ended: load.ended })
    : '';
  const checks = check !== null && check !== '';
  const callbacks = allCallbacks(all, dialect);
  const object = (name: string): string =>
    initText(objectInit(root, objects.get(name) ?? [], pointerSize, `static ${root.type} ${name} =`), 0, ';');
  const timers = has(all, 'timer');
  const parts = [
    headText(of, { model: modelText, allocates: plan.allocates, timers, unchecked: check === null, loads }),
    [
      'qemu/osdep.h',
      'qapi/error.h',
      ...(has(all, 'list') ? ['qemu/queue.h'] : []),
      ...(has(all, 'failing') ? ['migration/qemu-file-types.h'] : []),
      'migration/vmstate.h',
    ]
      .map((file) => `#include "${file}"`)
      .join('\n'),
    streamsText(dialect, timers),
    `QEMU_BUILD_BUG_ON(sizeof(void *) != ${pointerSize});`,
    ...all.filter(({ isSubsection }) => !isSubsection).map((struct) => structDefinition(struct, pointerSize)),
    ...callbacks,
    ...ownInfosText(all),
    ...tablesText(all, dialect, pointerSize),
    `/* The source of the save. */\n${object('source')}`,
    ...(loads
      ? [
          `/*\n * The destination of the load: the values that the load needs, otherwise the\n * complement of the source.\n */\n${object('destination')}`,
        ]
      : []),
    ...(setUp.text.includes('in_order') ? [IN_ORDER] : []),
    ...(setUp.text === '' ? [] : [setUp.text]),
    ...(saves || loads
      ? [
          `/* ${saves ? 'The expected bytes.' : 'The bytes that a save without the failure would write.'} */\n${wireText('wire', wire, annotate(model, dialect).spans)}`,
        ]
      : []),
    ...(loads
      ? [
          `/* Bytes after the state. */\nstatic const uint8_t behind[] = { ${Array.from(stream.subarray(wire.length), byteLiteral).join(', ')} };`,
        ]
      : []),
    ...(check?.includes('collect') === true ? [COLLECT] : []),
    ...(checks ? [check] : []),
    testsText({
      expectation,
      table: root.table,
      wire: wire.length,
      stream: stream.length,
      calls: callbacks.length > 0,
      setsUp: setUp.text !== '',
      checks,
      setsErrors: traitsOf(dialect).autoAlloc,
      forgetsErrors: dialect === 'qemu-10.2' && all.some((struct) => (struct.plan.shape.hooks?.pre_load ?? 0) > 0),
    }),
  ];
  return `${parts.join('\n\n')}\n`;
}

function has(all: readonly CStruct[], kind: 'timer' | 'list' | 'failing'): boolean {
  return all.some((struct) => membersOf(struct).some(({ planned }) => planned.member.element.kind === kind));
}
