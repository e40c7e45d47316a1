import { mkdtempSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  toMutantRunResult,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { rolldown } from 'rolldown';

/** What is run for each mutant. */
const entry = 'spec/mutation.check.ts';
const root = import.meta.dirname;

/**
 * Runs spec/mutation.check.ts in this process for each mutant. A run of vitest a mutant takes a second;
 * most mutants are caught within ten cases, which take a hundredth of one.
 */
class ConformanceRunner {
  /** The counters and switches of what Stryker instruments. It keeps the objects that it finds. */
  #stryker = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  #loaded = { file: null, tests: [] };
  /** How much each test judges without a mutant. */
  #usual = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const all = await load(join(process.cwd(), entry), []);
    const tests = [];
    for (const test of all) {
      this.#stryker.currentTestId = test.id;
      tests.push(await this.#run(test));
    }
    this.#stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, disableBail }) {
    if (this.#loaded.file !== sandboxFileName) {
      this.#loaded = { file: sandboxFileName, tests: await load(join(root, entry), [only(sandboxFileName)]) };
      for (const test of this.#loaded.tests) if (!this.#usual.has(test.id)) await this.#run(test);
    }
    this.#stryker.activeMutant = activeMutant.id;
    this.#stryker.hitLimit = hitLimit;
    this.#stryker.hitCount = hitLimit === undefined ? undefined : 0;
    const tests = [];
    for (const test of this.#loaded.tests) {
      if (testFilter !== undefined && !testFilter.includes(test.id)) continue;
      tests.push(await this.#run(test));
      if (!disableBail && tests.at(-1).status === TestStatus.Failed) break;
    }
    this.#stryker.activeMutant = undefined;
    return (
      determineHitLimitReached(this.#stryker.hitCount, hitLimit) ??
      toMutantRunResult({ status: DryRunStatus.Complete, tests })
    );
  }

  /** The first run of a test is that of no mutant. */
  async #run({ id, run }) {
    const start = performance.now();
    const { failure, judged } = await run().catch((error) => ({ failure: String(error), judged: 0 }));
    const usual = this.#usual.get(id) ?? judged;
    this.#usual.set(id, usual);
    const failureMessage = failure ?? (judged < usual ? `${judged} judged instead of ${usual}` : null);
    const test = { id, name: id, fileName: entry, timeSpentMs: performance.now() - start };
    return failureMessage === null
      ? { ...test, status: TestStatus.Success }
      : { ...test, status: TestStatus.Failed, failureMessage };
  }
}

/** The tests that the module exports. */
async function load(input, plugins) {
  const bundle = await rolldown({
    input,
    plugins,
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    checks: { bundlerTimings: false },
  });
  // In the sandbox, whose packages it needs; it goes with the sandbox.
  const dir = mkdtempSync(join(process.cwd(), '.mutation-'));
  await bundle.write({ dir, format: 'esm' });
  await bundle.close();
  const { tests } = await import(pathToFileURL(join(dir, 'mutation.check.js')).href);
  return tests;
}

/**
 * Takes one file with its mutants, all others as they are: a case takes fifteen times as long where each
 * expression of oracle, layout and engine first asks whether it is the mutant, and counts itself.
 */
function only(sandboxFileName) {
  const file = join(root, relative(process.cwd(), sandboxFileName));
  return {
    name: 'only-one-file-with-mutants',
    load: (id) =>
      id === file
        ? readFileSync(sandboxFileName, 'utf8').replace(/function stryCov_\w+\(\) \{/, '$& return;')
        : undefined,
  };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'conformance', ConformanceRunner)];
