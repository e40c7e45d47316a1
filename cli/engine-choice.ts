import { createReferenceEngine } from '../engine/reference/create.ts';
import type { Engine } from '../engine/engine.ts';
import { splitCommand } from '../engine/process/split-command.ts';
import { startProcessEngine } from '../engine/process/start.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { findBuiltEngine } from './built-engine.ts';
import { isProblem, unusableEngine, usageProblem, type Problem } from './problem.ts';
import { CHECK_SECONDS, timeoutsOf } from './timeout.ts';

/** The flags by which a user names an engine. */
export interface EngineFlags {
  readonly engine?: string;
  readonly engineCmd?: string;
  readonly dialect?: Dialect;
  /** Seconds that a program may be silent while it owes an answer. */
  readonly timeout?: number;
}

export interface ChosenEngine {
  readonly engine: Engine;
  /** By whose behaviour it is judged. */
  readonly dialect: Dialect;
  /** The words that choose it again. */
  readonly flags: readonly string[];
}

const newest: Dialect = 'qemu-11.1';

/** Starts the engine that the flags name; without any it is the embedded reference. */
export async function chooseEngine(flags: EngineFlags, env: NodeJS.ProcessEnv): Promise<ChosenEngine | Problem> {
  const { engine = 'reference', engineCmd, dialect, timeout = CHECK_SECONDS } = flags;
  if (engineCmd !== undefined) {
    const split = splitCommand(engineCmd);
    if (split.status === 'error') return usageProblem(`--engine-cmd: ${split.message}`);
    return start(split.words, ['--engine-cmd', engineCmd], dialect, timeout, env);
  }
  const name = ['--engine', engine];
  if (engine === 'reference') {
    const spoken = dialect ?? newest;
    return { engine: createReferenceEngine({ dialect: spoken }), dialect: spoken, flags: name };
  }
  const built = await findBuiltEngine(engine, env);
  return isProblem(built) ? built : start(built.command, name, dialect, timeout, env);
}

async function start(
  [command = '', ...args]: readonly string[],
  flags: readonly string[],
  dialect: Dialect | undefined,
  timeout: number,
  env: NodeJS.ProcessEnv,
): Promise<ChosenEngine | Problem> {
  const engine = await startProcessEngine({ command, args, env, ...timeoutsOf(timeout) });
  if (engine.status === 'unusable') return unusableEngine(engine.message);
  return { engine, dialect: dialect ?? engine.hello.dialect, flags };
}
