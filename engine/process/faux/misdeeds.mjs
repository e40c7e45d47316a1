// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, existsSync, writeFileSync, writeSync } from 'node:fs';
import { say, shout } from './say.mjs';

/** Sleeps without ever looking up. */
function sleep() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** What happens instead of the answer to a bad request. @type {Record<string, (response: Record<string, unknown>) => void>} */
export const deeds = {
  crash() {
    writeSync(2, 'about to crash\n');
    process.kill(process.pid, 'SIGSEGV');
    sleep();
  },
  exit() {
    process.exit(3);
  },
  hang: sleep,
  garbage(response) {
    shout('debug: saving\n');
    say(response);
  },
  // Talks on as soon as there is a file with the path FAUX_WHEN: its answer has been taken by then.
  'late-garbage'(response) {
    say(response);
    const timer = setInterval(() => {
      if (!existsSync(process.env['FAUX_WHEN'] ?? '')) return;
      clearInterval(timer);
      shout('debug: saved\n');
    }, 5);
  },
  'flood-line'() {
    for (;;) shout('x'.repeat(65536));
  },
  'flood-stderr'(response) {
    for (let i = 0; i < 64; i += 1) writeSync(2, `${'e'.repeat(65535)}\n`);
    writeSync(2, 'the end\n');
    process.exitCode = response['id'] === 0 ? 0 : 4;
    process.exit();
  },
  twice(response) {
    say(response);
    say(response);
  },
  'unknown-id'(response) {
    say({ ...response, id: 999_999 });
    say(response);
  },
  'no-id'(response) {
    say({ ...response, id: undefined });
  },
  'mid-line'(response) {
    shout(JSON.stringify(response).slice(0, 20));
    process.exit(0);
  },
  'invalid-json'(response) {
    shout(`${JSON.stringify(response).slice(0, -1)}\n`);
  },
  'wrong-types'(response) {
    say({ ...response, wire: 42, consumed: 'all' });
  },
  'close-stdout'() {
    closeSync(1);
    setInterval(() => undefined, 1000);
  },
  rejected({ id, memory }) {
    say({ id, status: 'rejected', code: -22, message: 'no', consumed: 1, stream_error: -5, memory });
  },
  error({ id }) {
    say({ id, status: 'error', message: 'broken' });
  },
  unsupported({ id }) {
    say({ id, status: 'unsupported', feature: 'VMS_ALLOC' });
  },
  // Its child is still there; the answer is wrong, so that the verdict shows stderr.
  grandchild(response) {
    say({ ...response, wire: null });
  },
  // Does well at this request, and dies of it at the next.
  delayed(response) {
    say(response);
    setTimeout(() => {
      process.exit(5);
    }, 20);
  },
};

/** What happens before hello. @type {Record<string, () => void>} */
export const starts = {
  'exits-at-once'() {
    writeSync(2, 'usage: engine FILE\n');
    process.exit(2);
  },
  'never-hello': sleep,
  'hello-garbage'() {
    shout('Welcome!\n');
  },
  'old-protocol'() {
    say({ id: 1, status: 'ok', protocol: 0 });
  },
  'half-hello'() {
    say({ id: 1, status: 'ok', protocol: 1, engine: { name: 'half' }, view: 'values' });
  },
  'refuses-hello'() {
    say({ id: 1, status: 'error', message: 'no device' });
  },
  // Starts a single time: FAUX_ONCE is a path, and whoever finds a file there goes.
  once() {
    const path = process.env['FAUX_ONCE'] ?? '';
    if (existsSync(path)) process.exit(6);
    writeFileSync(path, '');
  },
  // Says hello and never reads anything.
  deaf() {
    say({
      id: 1,
      status: 'ok',
      protocol: 1,
      engine: { name: 'deaf', version: '1', language: 'JavaScript' },
      dialect: 'qemu-11.1',
      view: 'memory',
      abi: null,
      features: ['VMS_SINGLE', 'info:uint32'],
    });
    sleep();
  },
  grandchild() {
    const child = spawn('sleep', ['1000'], { stdio: 'inherit' });
    writeSync(2, `grandchild ${child.pid}\n`);
  },
};
