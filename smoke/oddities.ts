import { plainNeeds, type Exchange, type SmokeHost, type Message } from './exchange.ts';
import {
  blockJson,
  descriptionJson,
  integerHex,
  memoryJson,
  plainField,
  plainWidth,
  plainWire,
  savePlain,
} from './messages.ts';

const unknownFlag = 'VMS_NO_SUCH_FLAG';
const unknownOperation = 'no-such-operation';

/** Beyond the 2 MB of a block, the request is a line of more than 4 MB. */
const LARGE = 2 * 1024 * 1024;

/** A line that is not JSON, as a user may type it. */
export const noJson: Message = {
  request: {},
  line: 'this is no JSON',
  schema: 'error',
  expected: [{ status: 'error' }],
};

/** An operation that no view has, and a save of the view's own. */
export function unknownOperationThen(save: (host: SmokeHost, n: number) => Message): Exchange {
  return {
    name: 'an operation that does not exist is answered, and the engine continues',
    needs: plainNeeds,
    messages: (host) => [
      {
        request: { op: unknownOperation },
        schema: 'refusal',
        expected: [{ status: 'error' }, { status: 'unsupported', feature: `op:${unknownOperation}` }],
      },
      save(host, 2),
    ],
  };
}

/** Exchanges with wrong, many or large requests. Each has a save that shows that the engine still works. */
export const unusualExchanges: readonly Exchange[] = [
  {
    name: 'a flag that does not exist is unsupported, by its name',
    needs: plainNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([plainField(host, 0, ['VMS_SINGLE', unknownFlag])]),
          memory: memoryJson(host, [blockJson(integerHex(host, 0x2a, plainWidth(host)))]),
        },
        schema: 'save',
        expected: [{ status: 'unsupported', feature: unknownFlag }],
      },
      savePlain(host, 1),
    ],
  },
  unknownOperationThen(savePlain),
  {
    name: 'a save without a description is an error, and the engine continues',
    needs: plainNeeds,
    messages: (host) => [
      {
        request: { op: 'save', memory: memoryJson(host, [blockJson(integerHex(host, 0x2a, plainWidth(host)))]) },
        schema: 'error',
        expected: [{ status: 'error' }],
      },
      savePlain(host, 3),
    ],
  },
  {
    name: 'a line that is no JSON is an error with the id 0, and the engine continues',
    needs: plainNeeds,
    messages: (host) => [noJson, savePlain(host, 4)],
  },
  {
    name: 'sixteen requests at once: each is answered once, in any order',
    needs: plainNeeds,
    messages: (host) => Array.from({ length: 16 }, (_, i) => savePlain(host, 0x40 + i, i)),
  },
  {
    name: 'a name with quotes, backslashes and characters beyond ASCII',
    needs: plainNeeds,
    messages: (host) => [
      {
        request: {
          op: 'save',
          description: descriptionJson([plainField(host, 0, ['VMS_SINGLE'], '"\\')], 'périphérique\t\u{1f50c}/0'),
          memory: memoryJson(host, [blockJson(integerHex(host, 0x2a, plainWidth(host)))]),
        },
        schema: 'save',
        expected: [{ status: 'ok', wire: plainWire(host, 0x2a) }],
      },
    ],
  },
  {
    name: 'a block of 2 MB is sent and returned',
    needs: plainNeeds,
    messages: (host) => {
      const { request, ...message } = savePlain(host, 0x2a, LARGE / plainWidth(host) - 1);
      const back = { status: 'ok', wire: plainWire(host, 0x2a), memory: request['memory'] };
      return [{ ...message, request: { ...request, return_memory: true }, expected: [back] }];
    },
  },
];
