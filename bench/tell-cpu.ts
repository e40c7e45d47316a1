import { writeSync } from 'node:fs';
import { ownCpu } from './cpu.ts';

/* Loaded before a program that is measured: writes its CPU seconds to file descriptor 3 when it exits. */
process.on('exit', () => {
  writeSync(3, String(ownCpu()));
});
