import { releases } from './releases.ts';
import { findingsFolder } from './findings/folder.ts';
import { FindingProblem, readFindings } from './findings/read.ts';
import { runFindings } from './findings/run.ts';

/*
 * node dist/qemu/findings-main.js [ENGINE…]
 *
 * Asks built engines (those of the four releases) what docs/findings says of
 * their dialect. Exits 0 when all is as it was observed, 1 when something has
 * changed, 2 when an engine is not built or a finding cannot be read.
 */

async function main(words: readonly string[]): Promise<number> {
  const say =
    (stream: NodeJS.WriteStream) =>
    (line: string): void => {
      stream.write(`${line}\n`);
    };
  try {
    return await runFindings({
      findings: await readFindings(findingsFolder()),
      engines: words.length > 0 ? words : releases.map(({ dialect }) => dialect),
      out: say(process.stdout),
      err: say(process.stderr),
    });
  } catch (error) {
    if (!(error instanceof FindingProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
