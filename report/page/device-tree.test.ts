import { expect, test } from 'vitest';
import { caseOfRun } from '../../campaign/case-of-run.ts';
import { CaseGenerator } from '../../generators/case-generator.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { abis } from '../../vmstate/host/abi.ts';
import { modelText } from '../terminal/model-text.ts';
import type { TreeNode } from './data.ts';
import { deviceTree } from './device-tree.ts';

function lines({ kind, label, type, value, children }: TreeNode, depth = 0): string[] {
  const head = kind === 'hooks' ? `hooks: ${type}` : kind === 'subsection' ? `subsection ${type}` : label;
  const rest =
    kind === 'member'
      ? `: ${type}${value === null ? '' : ` = ${value}`}`
      : type !== '' && kind === 'struct'
        ? `: ${type}`
        : '';
  return [`${'  '.repeat(depth)}${head}${rest}`, ...children.flatMap((child) => lines(child, depth + 1))];
}

const generator = new CaseGenerator({ dialect: 'qemu-11.1', abis: abis.slice(0, 1), allows: () => true });
const models = Array.from({ length: 60 }, (_, run) => caseOfRun(generator, 1, run).model);

function pathsOf({ path, children }: TreeNode): string[] {
  return [...(path === null ? [] : [path]), ...children.flatMap(pathsOf)];
}

test('the tree says what the text of the terminal says', () => {
  for (const model of models) {
    const told = lines(deviceTree(model)).join('\n').replaceAll(' (not in this stream)', ': not in this stream');
    expect(told).toBe(modelText(model));
  }
});

test('the fields of a save are found at the nodes, with [] for any index', () => {
  for (const model of models) {
    const paths = new Set(pathsOf(deviceTree(model)));
    const spans = annotate(model, 'qemu-11.1').spans.map(({ path }) => path.replace(/\[\d+\]/g, '[]'));
    const lost = spans.filter(
      (path) => !paths.has(path) && !paths.has(`${path}[]`) && !/\.(key|value)(\.|$)/.test(path),
    );
    expect(lost).toEqual([]);
  }
});
