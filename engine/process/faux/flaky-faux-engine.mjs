// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/*
 * node flaky-faux-engine.mjs PERCENT PROGRAM ARGS…
 *
 * Stands before another engine and dies on PERCENT of 100 saves and loads:
 * always on the same ones, whatever their number, so that a crash can be
 * attributed to its case.
 */
const [percent = '1', program = '', ...args] = process.argv.slice(2);
const engine = spawn(program, args, { stdio: ['pipe', 'inherit', 'inherit'] });
engine.on('exit', (code) => {
  process.exit(code ?? 1);
});

/** @param {string} line */
function isFatal(line) {
  if (!/"op":"(save|load)"/.test(line)) return false;
  const digest = createHash('sha1')
    .update(line.replace(/"id":\d+,?/, ''))
    .digest();
  return digest.readUInt16BE(0) % 10_000 < Number(percent) * 100;
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (isFatal(line)) {
      writeSync(2, 'flaky: this one is fatal\n');
      process.kill(process.pid, 'SIGSEGV');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    engine.stdin.write(`${line}\n`);
  })
  .on('close', () => {
    engine.stdin.end();
  });
