import type { JsonObject } from '../engine/protocol/fault.ts';
import type { Exchange, SmokeHost } from './exchange.ts';
import {
  blockJson,
  descriptionJson,
  failingField,
  failingNeeds,
  fieldJson,
  integerHex,
  memoryJson,
  slot,
  type BlockText,
} from './messages.ts';

const word = fieldJson('value', 'uint32', 4, 4, ['VMS_SINGLE']);
const needs = ['VMS_SINGLE', 'info:uint32'];

function load(host: SmokeHost, fields: readonly JsonObject[], blocks: readonly BlockText[], wire: string): JsonObject {
  return { op: 'load', description: descriptionJson(fields), memory: memoryJson(host, blocks), wire, version_id: 1 };
}

/** Exchanges about loads: a stream may hold more than the state, and may be refused. */
export const loads: readonly Exchange[] = [
  {
    name: 'a load with resave, and two bytes left in the stream',
    needs,
    messages: (host) => [
      {
        request: { ...load(host, [word], [blockJson('ffffffff00000000')], '01020304eeee'), resave: true },
        schema: 'load',
        expected: [
          {
            status: 'ok',
            consumed: 4,
            stream_error: 0,
            memory: memoryJson(host, [blockJson(`ffffffff${integerHex(host, 0x01020304, 4)}`)]),
            resaved: '01020304',
          },
        ],
      },
    ],
  },
  {
    name: 'a load of a bool: 1 in memory for any byte but 0',
    needs: ['VMS_SINGLE', 'info:bool'],
    messages: (host) => [
      {
        request: load(host, [fieldJson('value', 'bool', 1, 1, ['VMS_SINGLE'])], [blockJson('ff00ff')], '02ee'),
        schema: 'load',
        expected: [{ status: 'ok', consumed: 1, stream_error: 0, memory: memoryJson(host, [blockJson('ff01ff')]) }],
      },
    ],
  },
  {
    name: 'a load of 64 bits: in the byte order of the host',
    needs: ['VMS_SINGLE', 'info:uint64'],
    messages: (host) => [
      {
        request: load(
          host,
          [fieldJson('value', 'uint64', 0, 8, ['VMS_SINGLE'])],
          [blockJson('00'.repeat(8))],
          '0001020304050607ee',
        ),
        schema: 'load',
        expected: [
          {
            status: 'ok',
            consumed: 8,
            stream_error: 0,
            memory: memoryJson(host, [blockJson(integerHex(host, 0x01020304050607, 8))]),
          },
        ],
      },
    ],
  },
  {
    name: 'a load that allocates: its block follows those of the request',
    needs: ['VMS_SINGLE', 'VMS_POINTER', 'VMS_ALLOC', 'info:uint32'],
    messages: (host) => {
      const value = fieldJson('value', 'uint32', 0, 4, ['VMS_SINGLE', 'VMS_POINTER', 'VMS_ALLOC']);
      const other = blockJson('deadbeef');
      const loaded = blockJson(integerHex(host, 42, 4));
      return [
        {
          request: load(host, [value], [blockJson(slot(host), [[0, 1, 0]]), other], '0000002aee'),
          schema: 'load',
          expected: [
            {
              status: 'ok',
              consumed: 4,
              stream_error: 0,
              memory: memoryJson(host, [blockJson(slot(host), [[0, 2, 0]]), other, loaded]),
            },
          ],
        },
      ];
    },
  },
  {
    name: 'an info of the device whose get returns -22: the load is refused, the byte is stored',
    needs: failingNeeds,
    messages: (host) => [
      {
        request: load(host, [failingField({ get: -22, put: 0 })], [blockJson('2a')], '07eeee'),
        schema: 'load',
        expected: [
          {
            status: 'rejected',
            code: -22,
            consumed: 1,
            stream_error: -22,
            memory: memoryJson(host, [blockJson('07')]),
          },
        ],
      },
    ],
  },
  {
    name: 'a load of a version that is too new is rejected before anything is read',
    needs,
    messages: (host) => {
      const untouched = [blockJson('ffffffff00000000')];
      return [
        {
          request: { ...load(host, [word], untouched, '01020304eeee'), version_id: 2 },
          schema: 'load',
          // -EINVAL, in every release.
          expected: [{ status: 'rejected', code: -22, consumed: 0, memory: memoryJson(host, untouched) }],
        },
      ];
    },
  },
];
