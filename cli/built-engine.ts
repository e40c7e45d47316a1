import { findEngine, listEngines, type EngineManifest } from '../qemu/manifest.ts';
import { releases } from '../qemu/releases.ts';
import { usageProblem, type Problem } from './problem.ts';

/** Overrides where built engines live. */
export const HOME = 'VMSTATE_CONFORMANCE_HOME';

/** The engine that `qemu build` installed under a name, or how to get one. */
export async function findBuiltEngine(name: string, env: NodeJS.ProcessEnv): Promise<EngineManifest | Problem> {
  const found = await findEngine(name, env[HOME]);
  if (found !== undefined) return found;
  const release = releases.find((each) => each.dialect === name);
  if (release !== undefined) {
    return usageProblem(`--engine: ${name} is not built yet; run: npx vmstate-conformance qemu build ${release.name}`);
  }
  const built = await listEngines(env[HOME]);
  const names = ['reference', ...built.map((each) => each.name)].join(', ');
  return usageProblem(
    `--engine: there is no engine named '${name}' (there are: ${names}); build one with: npx vmstate-conformance qemu build`,
  );
}
