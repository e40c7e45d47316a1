import { plainNeeds, type Exchange } from './exchange.ts';
import {
  blockJson,
  descriptionJson,
  failingField,
  failingNeeds,
  fieldJson,
  integerHex,
  memoryJson,
  plainField,
  plainWidth,
  plainWire,
  savePlain,
  slot,
} from './messages.ts';

const word = fieldJson('value', 'uint32', 4, 4, ['VMS_SINGLE']);
const wordNeeds = ['VMS_SINGLE', 'info:uint32'];

/** Exchanges about saves and what they return. */
export const saves: readonly Exchange[] = [
  {
    name: 'a save of one integer',
    needs: plainNeeds,
    messages: (host) => [savePlain(host, 0x2a)],
  },
  {
    name: 'a save of a uint32 after four other bytes: big-endian on the wire',
    needs: wordNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([word]),
          memory: memoryJson(host, [blockJson(`ffffffff${integerHex(host, 0x01020304, 4)}`)]),
        },
        schema: 'save',
        expected: [{ status: 'ok', wire: '01020304' }],
      },
    ],
  },
  {
    name: 'a save with measure, and the operation measure',
    needs: ['op:measure', ...wordNeeds],
    messages: (host) => {
      const state = {
        description: descriptionJson([word]),
        memory: memoryJson(host, [blockJson(`ffffffff${integerHex(host, 42, 4)}`)]),
      };
      const measured = [[1, 4]];
      return [
        {
          request: { op: 'save', ...state, measure: true },
          schema: 'save',
          expected: [{ status: 'ok', wire: '0000002a', measured }],
        },
        { request: { op: 'measure', ...state }, schema: 'measure', expected: [{ status: 'ok', measured }] },
      ];
    },
  },
  {
    name: 'coverage: edges that a save has reached, and none twice',
    needs: ['op:coverage', ...plainNeeds],
    messages: (host) => [
      savePlain(host, 0x2a),
      { request: { op: 'coverage' }, schema: 'coverage', expected: [{ status: 'ok' }] },
      { request: { op: 'coverage' }, schema: 'coverage', expected: [{ status: 'ok', edges: [] }] },
    ],
  },
  {
    name: 'a save of an array whose count is a uint16 with an explicit width',
    needs: ['part:widths', 'info:uint16', 'info:uint8', ['VMS_VARRAY_UINT16', 'VMS_VARRAY']],
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([
            { ...fieldJson('values', 'uint8', 2, 1, [host.counted]), num_offset: 0, num_width: 2 },
          ]),
          memory: memoryJson(host, [blockJson(`${integerHex(host, 3, 2)}0102030405`)]),
        },
        schema: 'save',
        expected: [{ status: 'ok', wire: '010203' }],
      },
    ],
  },
  {
    name: 'a save through a pointer; the returned memory has its slot',
    needs: ['VMS_POINTER', ...plainNeeds],
    messages: (host) => {
      const width = plainWidth(host);
      const pointed = memoryJson(host, [
        blockJson(slot(host), [[0, 1, width]]),
        blockJson(`${'11'.repeat(width)}${integerHex(host, 0x2a, width)}33`),
      ]);
      const value = plainField(host, 0, ['VMS_SINGLE', 'VMS_POINTER']);
      return [
        {
          request: { op: 'save', description: descriptionJson([value]), memory: pointed, return_memory: true },
          schema: 'save',
          expected: [{ status: 'ok', wire: plainWire(host, 0x2a), memory: pointed }],
        },
      ];
    },
  },
  {
    name: 'memory is returned unchanged: NULL, a pointer into a block, one past its end',
    needs: [],
    messages: (host) => {
      const { pointerSize } = host.abi;
      const pointers = [[0], [pointerSize, 1, 1], [2 * pointerSize, 1, 4], [3 * pointerSize, 0, 0]];
      const blocks = memoryJson(host, [blockJson(`${slot(host).repeat(4)}deadbeef`, pointers), blockJson('01020304')]);
      return [
        {
          request: { op: 'save', description: descriptionJson([]), memory: blocks, return_memory: true },
          schema: 'save',
          expected: [{ status: 'ok', wire: '', memory: blocks }],
        },
      ];
    },
  },
  {
    name: 'an info of the device whose put returns -22: the save is refused',
    needs: failingNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([failingField({ get: 0, put: -22 })]),
          memory: memoryJson(host, [blockJson('2a')]),
        },
        schema: 'save',
        expected: [{ status: 'rejected', code: -22 }],
      },
    ],
  },
  {
    name: 'the same by an engine with messages: it says which field it is',
    needs: ['op:message', ...failingNeeds],
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([failingField({ get: 0, put: -22 })]),
          memory: memoryJson(host, [blockJson('2a')]),
        },
        schema: 'save',
        // 10.0 and 11.1 also say what failed in it.
        expected: ['', ': put failed'].map((cause) => ({
          status: 'rejected',
          messages: [`Save of field dev/value failed${cause}`],
        })),
      },
    ],
  },
  {
    name: 'a save with trace: the hooks of a struct get the object of their element',
    needs: ['op:trace', 'op:opaque', 'part:hooks', 'VMS_STRUCT', 'VMS_ARRAY'],
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([
            {
              name: 'parts',
              offset: 4,
              size: 2,
              num: 2,
              flags: ['VMS_STRUCT', 'VMS_ARRAY'],
              vmsd: { name: 'part', version_id: 1, minimum_version_id: 1, fields: [], hooks: { pre_save: 0 } },
            },
          ]),
          memory: memoryJson(host, [blockJson('ffffffff00010203')]),
          trace: true,
        },
        schema: 'save',
        expected: [
          {
            status: 'ok',
            wire: '',
            trace: ['pre_save part', 'pre_save part'],
            opaques: [
              [0, 4],
              [0, 6],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'an empty root block, and a pointer to an empty block',
    needs: [],
    messages: (host) =>
      [memoryJson(host, [blockJson('')]), memoryJson(host, [blockJson(slot(host), [[0, 1, 0]]), blockJson('')])].map(
        (blocks) => ({
          request: { op: 'save', description: descriptionJson([]), memory: blocks, return_memory: true },
          schema: 'save',
          expected: [{ status: 'ok', wire: '', memory: blocks }],
        }),
      ),
  },
];
