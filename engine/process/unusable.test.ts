import { expect, test } from 'vitest';
import { fauxOptions } from './faux/faux.ts';
import { startProcessEngine } from './start.ts';

test.each([
  ['exits-at-once', 'it exited with code 2 (hello was not answered)\nits last words on stderr:\nusage: engine FILE'],
  ['never-hello', 'it did not answer hello within 250 ms'],
  ['hello-garbage', 'a line is not JSON: "Welcome!" (expected the response to hello)'],
  ['old-protocol', 'it speaks protocol version 0, not 1'],
  ['half-hello', "hello/engine must have required property 'version'"],
  ['refuses-hello', 'it answers hello with {"id":1,"status":"error","message":"no device"}'],
])('%s makes an engine unusable', async (behaviour, message) => {
  const helloTimeoutMs = behaviour === 'never-hello' ? 250 : 5000;
  const result = await startProcessEngine(fauxOptions(behaviour, { helloTimeoutMs }));
  expect(result).toMatchObject({ status: 'unusable', message: expect.stringContaining(message) as unknown });
});

test('what was started is named with its script', async () => {
  const { command, args, ...rest } = fauxOptions('hello-garbage');
  const result = await startProcessEngine({ command, args: [...args, 'two words'], ...rest });
  expect(result).toMatchObject({
    status: 'unusable',
    message: expect.stringMatching(/faux-engine\.mjs hello-garbage "two words" is not a usable engine: /) as unknown,
  });
});

test.each(['/nonexistent/engine', '/', 'a\0b'])('%j cannot be started', async (command) => {
  const result = await startProcessEngine({ command, args: [] });
  expect(result).toMatchObject({
    status: 'unusable',
    message: expect.stringContaining('cannot be started') as unknown,
  });
});
