import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({
  cwd: import.meta.dirname,
  // Planted files are in no project: only rules that need no types can judge them.
  overrideConfig: tseslint.configs.disableTypeChecked,
});

/** The rules of the walls that object to this file. */
async function objections(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  if (result === undefined) throw new Error(`${file} was not linted`);
  const fatal = result.messages.find((message) => message.fatal === true);
  if (fatal !== undefined) throw new Error(fatal.message);
  const walls = ['boundaries/dependencies', 'no-restricted-syntax'];
  return result.messages.flatMap(({ ruleId }) => (ruleId !== null && walls.includes(ruleId) ? [ruleId] : []));
}

describe('a wall stands', () => {
  it.each([
    ['oracle, descriptions', 'oracle/x.ts', "import '../vmstate/host/description.ts';"],
    ['oracle, memory', 'oracle/load/x.ts', "import { cloneMemory } from '../../vmstate/host/memory.ts';"],
    ['oracle, flags', 'oracle/save/x.ts', "import type { FlagName } from '../../vmstate/host/flags.ts';"],
    ['oracle, layout', 'oracle/x.ts', "import '../layout/layout.ts';"],
    ['reference engine, model', 'engine/reference/x.ts', "import type { Model } from '../../vmstate/model/model.ts';"],
    ['reference engine, oracle', 'engine/reference/x.ts', "import '../../oracle/path.ts';"],
    ['wing, wing', 'vmstate/model/x.ts', "import '../host/flags.ts';"],
    ['landing, wing', 'vmstate/x.ts', "import './model/model.ts';"],
    ['import()', 'oracle/x.ts', "void import('../vmstate/host/flags.ts');"],
    ['import() of a computed path', 'oracle/x.ts', 'void import(`../vmstate/${name}.ts`);'],
    ["import('…') types", 'oracle/x.ts', "export type T = import('../vmstate/host/memory.ts').Memory;"],
    ['./../', 'oracle/x.ts', "import './../vmstate/host/flags.ts';"],
    ['up and down again', 'oracle/x.ts', "import '../oracle/../vmstate/host/flags.ts';"],
    ['export from', 'oracle/x.ts', "export * from '../vmstate/host/flags.ts';"],
    ['fast-check in the vocabulary', 'vmstate/x.ts', "import fc from 'fast-check';"],
    ['commander in the vocabulary', 'vmstate/host/x.ts', "import { Command } from 'commander';"],
    ['Node in the oracle', 'oracle/x.ts', "import 'node:fs';"],
    ['a renderer, the oracle', 'report/terminal/x.ts', "import '../../oracle/path.ts';"],
    ['a renderer, layout', 'report/terminal/x.ts', "import '../../layout/layout.ts';"],
    ['the data of the page, layout', 'report/page/x.ts', "import '../../layout/layout.ts';"],
    ['the page in the browser, its renderer', 'report/page/app/x.ts', "import '../html.ts';"],
    ['the page in the browser, its renderer (.tsx)', 'report/page/app/x.tsx', "import '../html.ts';"],
    ['Node in the page in the browser', 'report/page/app/x.tsx', "import 'node:fs';"],
    ['Preact outside of it', 'report/page/x.ts', "import 'preact';"],
    ['the form of the page, anything', 'report/page/data.ts', "import './finding.ts';"],
    ['.mjs', 'oracle/x.mjs', "import '../vmstate/host/flags.ts';"],
    ['rules, laws', 'spec/rules/x.ts', "import '../laws/index.ts';"],
    ['a new folder, the commands', 'attic/x.ts', "import '../cli/io.ts';"],
    ['a new folder, the vocabulary', 'attic/x.ts', "import '../vmstate/dialect.ts';"],
    ['the commands, a new folder', 'cli/x.ts', "import '../bin/x.ts';"],
    ['sources, tests', 'generators/x.ts', "import './cases.test-help.ts';"],
    ['sources, faulty engines', 'spec/x.ts', "import './faulty/registry.ts';"],
  ])('between %s', async (_, file, code) => {
    expect(await objections(file, code)).not.toEqual([]);
  });

  it.each([
    ['its own room', 'oracle/load/x.ts', "import '../path.ts';"],
    ['a room below it', 'oracle/x.ts', "import { traitsOf } from '../vmstate/dialect.ts';"],
    ['a package of its row', 'generators/x.ts', "import fc from 'fast-check';"],
    ['a package of the page in the browser', 'report/page/app/x.tsx', "import { render } from 'preact';"],
    ['what a test needs', 'oracle/x.test.ts', "import '../layout/layout.ts'; import 'vitest'; import 'node:fs';"],
  ])('but not before %s', async (_, file, code) => {
    expect(await objections(file, code)).toEqual([]);
  });
});

describe('a cycle of values', () => {
  it('is refused', async () => {
    // `fields` and `infos` are two files of one room; the second is made to import the first here.
    const [result] = await eslint.lintText("export { lintFlags } from './flags.ts';", {
      filePath: 'devices/lint/context.ts',
    });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('import-x/no-cycle');
  });
});
