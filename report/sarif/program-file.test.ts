import { expect, it } from 'vitest';
import { programFile } from './program-file.ts';

it.each([
  ['./my-engine --fast', './my-engine'],
  ['python3 -B engines/mine.py --fast', 'engines/mine.py'],
  ["/usr/bin/env node 'my engine.mjs'", 'my engine.mjs'],
  ['python3 -m my_engine', 'python3'],
  ['', 'engine'],
])('takes %s as %s', (command, file) => {
  expect(programFile(command)).toBe(file);
});
