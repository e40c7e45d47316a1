import { CommanderError, Option, type Command } from 'commander';
import type { Io } from '../io.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import type { ConfigFile } from './read-config.ts';
import { readConfig } from './read-config.ts';
import type { ConfiguredEngine, ConfiguredOptions } from './config.ts';

/** Environment variables of options begin so: `VMSTATE_CONFORMANCE_TIME` is `--time`. */
const PREFIX = 'VMSTATE_CONFORMANCE_';

/** Adds the options of a command that takes a configuration. */
export function addConfigOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--config <file>', 'configuration (default: vmstate-conformance.config.json or .ts in this folder)'),
    )
    .option('--print-config', 'print every option with its value and where it comes from, and end');
}

/** `--all-engines` of `check` and `fuzz`. */
export function allEnginesOption(): Option {
  return new Option('--all-engines', 'every engine of the configuration, on the same cases').conflicts([
    'engine',
    'engineCmd',
  ]);
}

/**
 * Runs the body of a command with its options completed: flag, environment, file, default. They are
 * set in the object that commander has handed to the action. `settle`: what follows of some options
 * for others, once all sources are known.
 */
export async function withConfig(
  command: Command,
  io: Io,
  body: (file: ConfigFile) => Promise<ExitCode | CommandProblem>,
  settle: (command: Command) => CommandProblem | null = () => null,
): Promise<ExitCode | CommandProblem> {
  const given = command.opts<{ config?: string; printConfig?: boolean }>();
  const file = await readConfig(given.config ?? io.env[`${PREFIX}CONFIG`]);
  if (isProblem(file)) return file;
  const problem = complete(command, file, io) ?? settle(command);
  if (problem !== null) return problem;
  if (given.printConfig === true) {
    io.out(printed(command, file));
    return EXIT.conforms;
  }
  return await body(file);
}

function complete(command: Command, { path, config }: ConfigFile, { env }: Io): CommandProblem | null {
  const sections: Readonly<Record<string, ConfiguredOptions | undefined>> = {
    check: config.check,
    fuzz: config.fuzz,
    replay: config.replay,
    worker: config.worker,
  };
  const section = sections[command.name()] ?? {};
  const names = command.options.map((option) => option.long?.replace(/^--(no-)?/, '') ?? '');
  const unknown = Object.keys(section).find((name) => !names.includes(name) || name === 'config');
  if (unknown !== undefined)
    return usageProblem(`--config: ${path ?? ''}: ${command.name()} has no option --${unknown}`);
  for (const option of command.options) {
    if (option.negate || isGiven(command, option)) continue;
    const name = option.long?.replace(/^--/, '') ?? '';
    const variable = PREFIX + name.toUpperCase().replaceAll('-', '_');
    const fromEnv = env[variable];
    const problem =
      fromEnv === undefined
        ? set(command, option, section[name], { source: 'config', where: path ?? '' })
        : set(command, option, fromEnv, { source: 'env', where: variable });
    if (problem !== null) return problem;
  }
  return chooseConfigured(command, config.engines ?? {});
}

function isGiven(command: Command, option: Option): boolean {
  return command.getOptionValueSource(option.attributeName()) === 'cli';
}

interface Origin {
  readonly source: 'config' | 'env';
  readonly where: string;
}

/** Sets an option as its parser reads it. */
function set(
  command: Command,
  option: Option,
  value: ConfiguredOptions[string] | undefined,
  { source, where }: Origin,
): CommandProblem | null {
  if (value === undefined) return null;
  const attribute = option.attributeName();
  const wrong = (why: string): CommandProblem =>
    usageProblem(`${where}: --${option.long?.replace(/^--/, '') ?? ''}: ${why}`);
  if (option.isBoolean()) {
    if (!['true', 'false'].includes(String(value))) return wrong('it takes true or false');
    command.setOptionValueWithSource(attribute, String(value) === 'true', source);
    return null;
  }
  try {
    let parsed: unknown = option.defaultValue;
    for (const text of Array.isArray(value) ? value : [value])
      parsed = option.parseArg === undefined ? String(text) : option.parseArg(String(text), parsed);
    command.setOptionValueWithSource(attribute, parsed, source);
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return wrong(error.message);
  }
}

/** Replaces the name of a configured engine by its command and settings; flags and environment win over them. */
function chooseConfigured(
  command: Command,
  engines: Readonly<Record<string, ConfiguredEngine>>,
): CommandProblem | null {
  const { engine, engineCmd, allEngines } = command.opts<{
    engine?: string;
    engineCmd?: string;
    allEngines?: boolean;
  }>();
  const names = Object.keys(engines);
  if (names.length === 0 || engineCmd !== undefined || allEngines === true) return null;
  const [only] = names;
  const name = engine ?? (names.length === 1 ? only : undefined);
  const chosen = name !== undefined && Object.hasOwn(engines, name) ? engines[name] : undefined;
  if (chosen !== undefined) selectEngine(command, chosen);
  if (name !== undefined) command.setOptionValueWithSource('engineName', name, 'config');
  const chooses = command.options.some((option) => option.attributeName() === 'engine');
  return chooses && name === undefined
    ? usageProblem(`--engine: the configuration names ${names.join(', ')}; choose one, or --all-engines`)
    : null;
}

/** Sets the options that select an engine of the configuration. */
function selectEngine(command: Command, { command: program, build, ...settings }: ConfiguredEngine): void {
  command.setOptionValueWithSource('engine', build, 'config');
  command.setOptionValueWithSource('engineCmd', program, 'config');
  for (const [attribute, value] of Object.entries(settings)) {
    const source = command.getOptionValueSource(attribute);
    if (source !== 'cli' && source !== 'env') command.setOptionValueWithSource(attribute, value, 'config');
  }
}

function printed(command: Command, { path }: ConfigFile): string {
  const options = Object.fromEntries(
    command.options
      .filter((option) => !option.negate && !['config', 'printConfig'].includes(option.attributeName()))
      .map((option) => {
        const attribute = option.attributeName();
        const value: unknown = command.getOptionValue(attribute);
        return [
          option.long?.replace(/^--/, '') ?? '',
          { value: value ?? null, source: command.getOptionValueSource(attribute) ?? 'default' },
        ];
      }),
  );
  return `${JSON.stringify({ config: path, options }, null, 2)}\n`;
}
