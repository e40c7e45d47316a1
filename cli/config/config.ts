import type { Dialect } from '../../vmstate/dialect.ts';
import type { Level } from '../../spec/rules/rules.ts';

/** The configuration file (schemas/config.json). */
export interface Config {
  readonly engines?: Readonly<Record<string, ConfiguredEngine>>;
  readonly check?: ConfiguredOptions;
  readonly fuzz?: ConfiguredOptions;
  readonly replay?: ConfiguredOptions;
  readonly worker?: ConfiguredOptions;
}

/** An engine by its command line or by the name of its build. */
export interface ConfiguredEngine {
  readonly command?: string;
  readonly build?: string;
  readonly dialect?: Dialect;
  readonly level?: Level;
  readonly knownFailing?: string;
  readonly timeout?: number;
}

/** Values of options by their long names. */
export type ConfiguredOptions = Readonly<Record<string, string | number | boolean | readonly string[]>>;
