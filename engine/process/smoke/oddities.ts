import type { Exchange } from './exchange.ts';
import { block, byteNeeds, description, field, memory, saveByte } from './messages.ts';

const unknownFlag = 'VMS_NO_SUCH_FLAG';
const unknownOperation = 'no-such-operation';

/** Beyond the 2 MB of a block, the request is a line of more than 4 MB. */
const LARGE = 2 * 1024 * 1024;

/** Exchanges about requests that are wrong, many or large. A save in each shows that the engine lives on. */
export const oddities: readonly Exchange[] = [
  {
    name: 'a flag that does not exist is unsupported, by its name',
    needs: byteNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: description([field('value', 'uint8', 0, 1, ['VMS_SINGLE', unknownFlag])]),
          memory: memory(host, [block('2a')]),
        },
        schema: 'save',
        expected: [{ status: 'unsupported', feature: unknownFlag }],
      },
      saveByte(host, 1),
    ],
  },
  {
    name: 'an operation that does not exist is answered, and the engine lives on',
    needs: byteNeeds,
    messages: (host) => [
      {
        request: { op: unknownOperation },
        schema: 'refusal',
        expected: [{ status: 'error' }, { status: 'unsupported', feature: `op:${unknownOperation}` }],
      },
      saveByte(host, 2),
    ],
  },
  {
    name: 'a save without a description is an error, and the engine lives on',
    needs: byteNeeds,
    messages: (host) => [
      {
        request: { op: 'save', memory: memory(host, [block('2a')]) },
        schema: 'error',
        expected: [{ status: 'error' }],
      },
      saveByte(host, 3),
    ],
  },
  {
    name: 'sixteen requests at once: each is answered once, in any order',
    needs: byteNeeds,
    messages: (host) => Array.from({ length: 16 }, (_, i) => saveByte(host, 0x40 + i, i)),
  },
  {
    name: 'a name with quotes, backslashes and characters beyond ASCII',
    needs: byteNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: description([field('"\\', 'uint8', 0, 1, ['VMS_SINGLE'])], 'périphérique\t\u{1f50c}/0'),
          memory: memory(host, [block('2a')]),
        },
        schema: 'save',
        expected: [{ status: 'ok', wire: '2a' }],
      },
    ],
  },
  {
    name: 'a block of 2 MB, there and back',
    needs: byteNeeds,
    messages: (host) => {
      const { request, ...message } = saveByte(host, 0x2a, LARGE - 1);
      const back = { status: 'ok', wire: '2a', memory: request['memory'] };
      return [{ ...message, request: { ...request, return_memory: true }, expected: [back] }];
    },
  },
];
