import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** A port that nobody listens on, for now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const listener = createServer();
    listener.listen(0, () => {
      const address = listener.address();
      listener.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Debian's redis-server, with its files in a folder of its own. */
export function startRedis(port: number, folder: string, more: readonly string[] = []): ChildProcess {
  return spawn('redis-server', ['--port', String(port), '--dir', folder, '--save', '', ...more], { stdio: 'ignore' });
}
