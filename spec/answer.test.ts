import { expect, it } from 'vitest';
import { answerText } from './answer.ts';

it.each([
  [
    'Java',
    'Exception in thread "main" java.lang.Error: no slot\n\tat Engine.load(Engine.java:11)\n\tat Engine.main(Engine.java:9)\n',
    'Exception in thread "main" java.lang.Error: no slot',
  ],
  ['Python', 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: 3\n', 'KeyError: 3'],
  [
    'Node',
    '/e.js:1\nthrow new Error("no slot")\n^\n\nError: no slot\n    at load (/e.js:1:7)\n\nNode.js v20.19.0\n',
    'Error: no slot',
  ],
  ['C', 'loading\nengine: assertion failed\n', 'engine: assertion failed'],
  ['Go', 'panic: no slot\n\ngoroutine 1 [running]:\nmain.main()\n\t/e.go:4 +0x1d\nexit status 2\n', 'panic: no slot'],
  [
    'Node, with properties',
    'Error: ENOENT: no such file {\n  errno: -2\n}\n\nNode.js v20.19.0\n',
    'Error: ENOENT: no such file {',
  ],
  ['other letters', '错误：无效\n  at a\n', '错误：无效'],
  ['frames alone', '  at a\n  at b\n', 'at b'],
])('shows of what a program in %s wrote to stderr the line that says what went wrong', (_, stderr, line) => {
  const crashed = { status: 'crashed', message: 'the engine exited with code 1', stderr } as const;
  expect(answerText(crashed)).toBe(`crashed: the engine exited with code 1 (stderr: ${line})`);
});
