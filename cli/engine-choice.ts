import type { Engine } from '../engine/engine.ts';
import { splitCommand } from '../engine/process/split-command.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { findEngine, listEngines, type EngineManifest } from '../qemu/manifest.ts';
import { releases } from '../qemu/releases.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { CHECK_SECONDS, MAX_ANSWER_MIB, timeoutsOf } from './options.ts';
import { isProblem, unusableEngine, usageProblem, type CommandProblem } from './outcome.ts';

/** The environment variable that says where built engines are stored. */
export const HOME = 'VMSTATE_CONFORMANCE_HOME';

/** The flags that select an engine. */
export interface EngineFlags {
  readonly engine?: string;
  readonly engineCmd?: string;
  readonly dialect?: Dialect;
  /** Response timeout in seconds. */
  readonly timeout?: number;
  /** The longest answer, in MiB. */
  readonly maxAnswer?: number;
}

export interface ChosenEngine {
  readonly engine: Engine;
  /** The dialect to judge by. */
  readonly dialect: Dialect;
  /** The flags that select the same engine again, with the limits on its answers that are not the default. */
  readonly flags: readonly string[];
}

const newest: Dialect = 'qemu-11.1';

/** Starts the engine that the flags select; the reference engine by default. */
export async function chooseEngine(flags: EngineFlags, env: NodeJS.ProcessEnv): Promise<ChosenEngine | CommandProblem> {
  const { engine = 'reference', engineCmd, dialect } = flags;
  if (engineCmd === undefined && engine === 'reference') {
    const spoken = dialect ?? newest;
    return { engine: createReferenceEngine({ dialect: spoken }), dialect: spoken, flags: ['--engine', engine] };
  }
  const words = engineCmd === undefined ? await builtCommand(engine, env) : commandWords(engineCmd);
  if (isProblem(words)) return words;
  const [command = '', ...args] = words;
  const { startProcessEngine } = await import('../engine/process/start.ts');
  const maxLineBytes = (flags.maxAnswer ?? MAX_ANSWER_MIB) * 2 ** 20;
  const timeouts = timeoutsOf(flags.timeout ?? CHECK_SECONDS);
  const started = await startProcessEngine({ command, args, env, ...timeouts, maxLineBytes });
  if (started.status === 'unusable') return unusableEngine(started.message);
  return {
    engine: started,
    dialect: dialect ?? started.hello.dialect,
    flags: [...(engineCmd === undefined ? ['--engine', engine] : ['--engine-cmd', engineCmd]), ...limitWords(flags)],
  };
}

/** What a failure depends on as much as on the engine: a slow or long answer is one only under these limits. */
function limitWords({ timeout = CHECK_SECONDS, maxAnswer = MAX_ANSWER_MIB }: EngineFlags): string[] {
  return [
    ...(timeout === CHECK_SECONDS ? [] : ['--timeout', String(timeout)]),
    ...(maxAnswer === MAX_ANSWER_MIB ? [] : ['--max-answer', String(maxAnswer)]),
  ];
}

/** Splits the value of `--engine-cmd` into program and arguments. */
export function commandWords(engineCmd: string): readonly string[] | CommandProblem {
  const split = splitCommand(engineCmd);
  return split.status === 'error' ? usageProblem(`--engine-cmd: ${split.message}`) : split.words;
}

/** The command line of an engine that `qemu build` installed under this name. */
export async function builtCommand(name: string, env: NodeJS.ProcessEnv): Promise<readonly string[] | CommandProblem> {
  const built = await findBuiltEngine(name, env);
  return isProblem(built) ? usageProblem(`--engine: ${built.message}`) : built.command;
}

/** The engine that `qemu build` installed under this name; the problem says how to build it. */
export async function findBuiltEngine(name: string, env: NodeJS.ProcessEnv): Promise<EngineManifest | CommandProblem> {
  const found = await findEngine(name, env[HOME]);
  if (found !== undefined) return found;
  const release = releases.find((each) => each.dialect === name);
  if (release !== undefined) {
    return usageProblem(`${name} is not built yet; run: npx vmstate-conformance qemu build ${release.name}`);
  }
  const built = await listEngines(env[HOME]);
  const names = ['reference', ...built.map((each) => each.name)].join(', ');
  return usageProblem(
    `there is no engine named '${name}' (there are: ${names}); build one with: npx vmstate-conformance qemu build`,
  );
}
