import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ownMark, removeLeftovers } from './exclusive.ts';
import { interruption } from './interrupt.ts';
import { BuildProblem } from './problem.ts';

export async function sha256Of(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

async function request(url: string): Promise<Response | undefined> {
  const response = await fetch(url, { signal: interruption() ?? null }).catch(() => undefined);
  return response?.ok === true ? response : undefined;
}

/** The text behind an address, or undefined if there is none. */
export async function fetchText(url: string): Promise<string | undefined> {
  return (await request(url))?.text();
}

/**
 * Fetches a file and checks it before it takes its place. False if the address
 * has no such file; what arrives with another checksum is a problem.
 */
export async function download(url: string, file: string, sha256: string): Promise<boolean> {
  const response = await request(url);
  if (response?.body == null) return false;
  const beside = `${file}.part${ownMark()}`;
  await mkdir(dirname(file), { recursive: true });
  await removeLeftovers(dirname(file));
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(beside));
    if ((await sha256Of(beside)) !== sha256) {
      throw new BuildProblem(`${url} does not have the expected SHA-256`, 'try another mirror, or --source DIR');
    }
    await rename(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
  return true;
}
