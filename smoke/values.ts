import { isWide, widthOf, type InfoResults } from '../vmstate/info.ts';
import type { JsonObject } from '../engine/protocol/fault.ts';
import { plainNeeds, type Exchange, type SmokeHost, type Message } from './exchange.ts';
import { failingNeeds } from './messages.ts';
import { noJson, unknownOperationThen } from './oddities.ts';

/*
 * Exchanges with an engine that sees values. Requests carry a shape and values
 * in place of a description and memory; everything else is as for the others.
 */

interface MemberText {
  readonly name: string;
  readonly element: JsonObject;
  readonly version?: number;
  readonly count?: JsonObject;
  readonly storage?: string;
}

function shapeOf(members: readonly MemberText[], name = 'dev'): JsonObject {
  return {
    name,
    version: 1,
    minimumVersion: 1,
    members: members.map((member) => ({
      version: 0,
      migrated: true,
      count: { kind: 'one' },
      storage: 'embedded',
      slots: 'none',
      ...member,
    })),
  };
}

function scalar(name: string, type: string, more: Partial<MemberText> = {}): MemberText {
  return { name, element: { kind: 'scalar', type }, ...more };
}

function save(members: readonly MemberText[], values: readonly unknown[], wire: string): Message {
  return {
    request: { op: 'save', shape: shapeOf(members), values },
    schema: 'save',
    expected: [{ status: 'ok', wire }],
  };
}

function load(members: readonly MemberText[], before: readonly unknown[], wire: string): JsonObject {
  return { op: 'load', shape: shapeOf(members), before, wire, version_id: 1 };
}

function failing(results: InfoResults): MemberText {
  return { name: 'value', element: { kind: 'failing', results: { ...results } } };
}

const wordNeeds = ['VMS_SINGLE', 'info:uint32'];
const word = scalar('value', 'uint32');

/** An integer of the plain type, in the form in which it travels. */
function plainValue({ plain }: SmokeHost, value: number): number | string {
  return isWide(plain) ? String(value) : value;
}

function plainWire({ plain }: SmokeHost, value: number): string {
  return value.toString(16).padStart(2 * widthOf(plain), '0');
}

/** A save of one plain integer. */
export function savePlainValue(host: SmokeHost, value: number): Message {
  return save([scalar('value', host.plain)], [plainValue(host, value)], plainWire(host, value));
}

const saves: readonly Exchange[] = [
  { name: 'a save of one integer', needs: plainNeeds, messages: (host) => [savePlainValue(host, 0x2a)] },
  {
    name: 'a save of a uint32: big-endian on the wire',
    needs: wordNeeds,
    messages: () => [save([word], [0x01020304], '01020304')],
  },
  {
    name: 'a save of 64 bits: a decimal string',
    needs: ['VMS_SINGLE', 'info:uint64'],
    messages: () => [save([scalar('value', 'uint64')], ['18446744073709551614'], 'fffffffffffffffe')],
  },
  {
    name: 'a save of bytes: hex',
    needs: ['VMS_BUFFER', 'info:buffer'],
    messages: () => [save([{ name: 'value', element: { kind: 'buffer', size: 3 } }], ['00ff2a'], '00ff2a')],
  },
  {
    name: 'a save of an array of structs: arrays in arrays',
    needs: ['VMS_STRUCT', 'VMS_ARRAY', ...plainNeeds],
    messages: (host) => {
      const struct = shapeOf([scalar('value', host.plain), scalar('other', host.plain)], 'part');
      const inner: MemberText = { name: 'part', element: { kind: 'struct', struct }, count: { kind: 'fixed', n: 2 } };
      const pairs = [
        [1, 2],
        [3, 4],
      ];
      const wire = pairs
        .flat()
        .map((value) => plainWire(host, value))
        .join('');
      return [save([inner], [pairs.map((pair) => pair.map((value) => plainValue(host, value)))], wire)];
    },
  },
  {
    name: 'an info of the device whose put returns -22: the save is refused',
    needs: failingNeeds,
    messages: () => [
      {
        request: { op: 'save', shape: shapeOf([failing({ get: 0, put: -22 })]), values: [42] },
        schema: 'save',
        expected: [{ status: 'rejected', code: -22 }],
      },
    ],
  },
];

/** A load of one value, and a byte that stays in the stream. */
function loadOne(type: string, before: number | string, wire: string, after: number | string): Message {
  return {
    request: load([scalar('value', type)], [before], `${wire}ee`),
    schema: 'values-load',
    expected: [{ status: 'ok', consumed: wire.length / 2, stream_error: 0, values: [after] }],
  };
}

const loads: readonly Exchange[] = [
  {
    name: 'a load with resave, and two bytes left in the stream',
    needs: wordNeeds,
    messages: () => [
      {
        request: { ...load([word], [7], '01020304eeee'), resave: true },
        schema: 'values-load',
        expected: [{ status: 'ok', consumed: 4, stream_error: 0, values: [0x01020304], resaved: '01020304' }],
      },
    ],
  },
  {
    name: 'a load keeps members that do not exist in the version',
    needs: plainNeeds,
    messages: (host) => {
      const members = [scalar('value', host.plain), scalar('newer', host.plain, { version: 2 })];
      const [seven, eight, loaded] = [7, 8, 0x2a].map((value) => plainValue(host, value));
      return [
        {
          request: load(members, [seven, eight], `${plainWire(host, 0x2a)}ee`),
          schema: 'values-load',
          expected: [{ status: 'ok', consumed: widthOf(host.plain), stream_error: 0, values: [loaded, eight] }],
        },
      ];
    },
  },
  {
    name: 'a load of a bool: a number, 1 for any byte but 0',
    needs: ['VMS_SINGLE', 'info:bool'],
    messages: () => [loadOne('bool', 0, '02', 1), loadOne('bool', 1, '00', 0)],
  },
  {
    name: 'a load of 64 bits: a decimal string',
    needs: ['VMS_SINGLE', 'info:uint64'],
    messages: () => [
      loadOne('uint64', '7', 'fffffffffffffffe', '18446744073709551614'),
      loadOne('uint64', '7', '0000000000000001', '1'),
    ],
  },
  {
    name: 'a load of 64 bits below zero: a decimal string with its sign',
    needs: ['VMS_SINGLE', 'info:int64'],
    messages: () => [loadOne('int64', '7', 'fffffffffffffffe', '-2')],
  },
  {
    name: 'a load that allocates: null before, a value afterwards',
    needs: ['VMS_POINTER', 'VMS_ALLOC', ...wordNeeds],
    messages: () => [
      {
        request: load([{ ...word, storage: 'allocated' }], [null], '0000002aee'),
        schema: 'values-load',
        expected: [{ status: 'ok', consumed: 4, stream_error: 0, values: [42] }],
      },
    ],
  },
  {
    name: 'an info of the device whose get returns -22: the load is refused, the byte is stored',
    needs: failingNeeds,
    messages: () => [
      {
        request: load([failing({ get: -22, put: 0 })], [42], '07eeee'),
        schema: 'values-load',
        expected: [{ status: 'rejected', code: -22, consumed: 1, stream_error: -22, values: [7] }],
      },
    ],
  },
  {
    name: 'a load of a version that is too new is rejected before anything is read',
    needs: wordNeeds,
    messages: () => [
      {
        request: { ...load([word], [7], '01020304eeee'), version_id: 2 },
        schema: 'values-load',
        expected: [{ status: 'rejected', code: -22, consumed: 0, values: [7] }],
      },
    ],
  },
];

/** The buffer takes 4 MB of the line. */
const LARGE = 2 * 1024 * 1024;

const oddities: readonly Exchange[] = [
  {
    name: 'an element of a kind that does not exist is unsupported',
    needs: plainNeeds,
    messages: (host) => [
      {
        request: { op: 'save', shape: shapeOf([{ name: 'value', element: { kind: 'no-such-kind' } }]), values: [null] },
        schema: 'save',
        expected: [{ status: 'unsupported', feature: 'element:no-such-kind' }],
      },
      savePlainValue(host, 1),
    ],
  },
  unknownOperationThen(savePlainValue),
  {
    name: 'a save without a shape is an error, and the engine continues',
    needs: plainNeeds,
    messages: (host) => [
      { request: { op: 'save', values: [42] }, schema: 'error', expected: [{ status: 'error' }] },
      savePlainValue(host, 3),
    ],
  },
  {
    name: 'a line that is no JSON is an error with the id 0, and the engine continues',
    needs: plainNeeds,
    messages: (host) => [noJson, savePlainValue(host, 4)],
  },
  {
    name: 'sixteen requests at once: each is answered once, in any order',
    needs: plainNeeds,
    messages: (host) => Array.from({ length: 16 }, (_, i) => savePlainValue(host, 0x40 + i)),
  },
  {
    name: 'a name with quotes, backslashes and characters beyond ASCII',
    needs: plainNeeds,
    messages: (host) => {
      const shape = shapeOf([scalar('"\\', host.plain)], 'périphérique\t\u{1f50c}/0');
      return [
        {
          request: { op: 'save', shape, values: [plainValue(host, 42)] },
          schema: 'save',
          expected: [{ status: 'ok', wire: plainWire(host, 42) }],
        },
      ];
    },
  },
  {
    name: 'a buffer of 2 MB is sent and returned',
    needs: ['VMS_BUFFER', 'info:buffer'],
    messages: () => {
      const buffer: MemberText = { name: 'value', element: { kind: 'buffer', size: LARGE } };
      const bytes = '2a'.repeat(LARGE);
      const expected = { status: 'ok', consumed: LARGE, stream_error: 0, values: [bytes] };
      return [
        { request: load([buffer], ['00'.repeat(LARGE)], `${bytes}ee`), schema: 'values-load', expected: [expected] },
      ];
    },
  },
];

export const valueExchanges: readonly Exchange[] = [...saves, ...loads, ...oddities];
