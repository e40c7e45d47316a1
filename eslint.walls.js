// @ts-check
import boundaries from 'eslint-plugin-boundaries';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';

const vocabulary = ['vmstate', 'vmstate/model', 'vmstate/host', 'vmstate/case', 'vmstate/forms'];
const below = [...vocabulary, 'random', 'layout', 'generators', 'oracle', 'engine', 'engine/protocol'];
const judging = [...below, 'engine/reference', 'engine/process', 'spec/rules', 'spec'];

/**
 * The walls of the house (docs/architecture.md), default deny. A file imports
 * only what the row of its room names. A file in no room may import nothing and
 * be imported by nobody.
 *
 * - `files`: globs of the room.
 * - `rooms`: the rooms that it may use besides itself.
 * - `packages`: the npm packages that it may use.
 * - `node`: whether it may use Node's own modules.
 *
 * @typedef {object} Room
 * @property {string | readonly string[]} files
 * @property {readonly string[]} rooms
 * @property {readonly string[]} [packages]
 * @property {boolean} [node]
 *
 * @type {Readonly<Record<string, Room>>}
 */
export const rooms = {
  // The package's own name and version.
  package: { files: 'package.json', rooms: [] },
  // The vocabulary: a landing, the wings of model and host, and what joins both.
  vmstate: { files: 'vmstate/!(index).ts', rooms: [], packages: ['ajv'] },
  'vmstate/model': { files: 'vmstate/model/**', rooms: ['vmstate'] },
  'vmstate/host': { files: 'vmstate/host/**', rooms: ['vmstate'] },
  'vmstate/forms': { files: 'vmstate/forms/**', rooms: ['vmstate', 'vmstate/model', 'vmstate/host'] },
  'vmstate/case': { files: 'vmstate/case/**', rooms: vocabulary, node: true },
  random: { files: 'random/**', rooms: ['vmstate', 'vmstate/model'] },
  layout: { files: 'layout/**', rooms: [...vocabulary, 'random'] },
  generators: {
    files: ['generators/!(index).ts', 'generators/*/**'],
    rooms: [...vocabulary, 'random'],
    packages: ['fast-check'],
  },
  // Independent of each other: the oracle never sees the host, the reference engine never sees a model.
  oracle: { files: ['oracle/!(index).ts', 'oracle/*/**'], rooms: ['vmstate', 'vmstate/model'] },
  engine: { files: 'engine/!(index).ts', rooms: vocabulary },
  'engine/reference': { files: 'engine/reference/**', rooms: ['vmstate', 'vmstate/host', 'engine'] },
  'engine/protocol': { files: 'engine/protocol/**', rooms: [...vocabulary, 'engine'] },
  'engine/process': {
    files: 'engine/process/**',
    rooms: [...vocabulary, 'engine', 'engine/protocol'],
    node: true,
  },
  smoke: {
    files: 'smoke/**',
    rooms: [...vocabulary, 'engine', 'engine/protocol', 'engine/process'],
    node: true,
  },
  'spec/rules': { files: 'spec/rules/**', rooms: ['vmstate'] },
  spec: { files: ['spec/*', 'spec/!(rules|faulty)/**'], rooms: [...below, 'engine/reference', 'spec/rules'] },
  // Engines that are wrong on purpose. What fails is compared with them; nothing else that is no test uses them.
  'spec/faulty': { files: 'spec/faulty/**', rooms: [...below, 'engine/reference'] },
  campaign: { files: 'campaign/**', rooms: [...judging, 'spec/faulty'], packages: ['fast-check'], node: true },
  devices: { files: 'devices/**', rooms: judging, node: true },
  stream: { files: 'stream/**', rooms: [...judging, 'devices'], node: true },
  report: {
    files: ['report/*', 'report/!(page)/**', 'report/page/!(data).ts', 'report/page/testing/**'],
    rooms: [
      ...vocabulary,
      'engine',
      'smoke',
      'spec/rules',
      'spec',
      'campaign',
      'devices',
      'stream',
      'report/page/data',
    ],
    packages: ['fast-string-width', 'fast-xml-builder', 'picocolors'],
  },
  // The HTML page: its data, and the program that shows them in a browser, which knows nothing else.
  'report/page/data': { files: 'report/page/data.ts', rooms: [] },
  'report/page/app': { files: 'report/page/app/**', rooms: ['report/page/data'], packages: ['preact', 'uplot'] },
  reproducer: { files: 'reproducer/**', rooms: [...vocabulary, 'random', 'layout', 'oracle'] },
  qemu: {
    files: 'qemu/**',
    rooms: [...vocabulary, 'engine', 'engine/protocol', 'engine/process', 'smoke', 'spec/rules'],
    node: true,
  },
  cli: {
    files: 'cli/**',
    rooms: [
      ...judging,
      'smoke',
      'campaign',
      'devices',
      'stream',
      'report',
      'report/page/data',
      'reproducer',
      'qemu',
      'package',
    ],
    packages: ['bullmq', 'commander', 'picocolors'],
    node: true,
  },
  // What the package exports: entries that say which parts of the rooms are public.
  api: {
    files: ['api/**', '{vmstate,engine,generators,oracle}/index.ts'],
    rooms: [...judging, 'campaign', 'report', 'package'],
    packages: ['fast-check', 'vitest'],
    node: true,
  },
  // How the package is built, and what its documents and exports promise.
  packaging: {
    files: 'packaging/**',
    rooms: [
      'vmstate',
      'engine/protocol',
      'engine/process',
      'smoke',
      'campaign',
      'devices',
      'report',
      'qemu',
      'cli',
      'package',
    ],
    packages: ['ajv', 'github-slugger', 'marked', 'rolldown', 'typescript'],
    node: true,
  },
  bench: {
    files: 'bench/**',
    rooms: [
      ...judging,
      'spec/faulty',
      'smoke',
      'campaign',
      'devices',
      'stream',
      'report',
      'reproducer',
      'qemu',
      'cli',
      'package',
    ],
    packages: ['fast-check'],
    node: true,
  },
};

/** Tests drive what stands above what they test, and use what a test needs. No source imports one. */
const TESTS = [
  '**/*.test.ts',
  '**/*.spec.ts',
  '**/*.check.ts',
  '**/*.test-d.ts',
  '**/*.pack.ts',
  '**/*.test-help.ts',
  '**/{faux,testing,fixtures}/**',
];

const owner = Object.entries(rooms).map(([category, { files }]) => ({ category, pattern: files }));

const policies = Object.entries(rooms).flatMap(([room, { rooms: used, packages = [], node = false }]) => [
  {
    from: { file: { categories: room } },
    allow: [
      { to: { file: { categories: { anyOf: [room, ...used] } } } },
      ...(packages.length > 0
        ? [{ to: { module: { origin: 'external', source: packages.flatMap((name) => [name, `${name}/**`]) } } }]
        : []),
      ...(node ? [{ to: { module: { origin: 'core' } } }] : []),
    ],
    disallow: [{ to: { file: { categories: 'test' } } }],
  },
]);

/** @type {import('eslint').Linter.Config[]} */
export const walls = [
  {
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: ['*.config.ts', 'eslint.walls.test.ts', 'stryker.ignorer.test.ts'],
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': [{ type: 'house', pattern: '*' }],
      'boundaries/files': [...owner, { category: 'test', pattern: TESTS }],
      'boundaries/legacy-templates': false,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'boundaries/additional-dependency-nodes': [
        { selector: 'TSImportType > Literal', kind: 'type', name: 'import-type' },
        { selector: 'TSImportType > TSLiteralType > Literal', kind: 'type', name: 'import-type' },
        { selector: 'TSExternalModuleReference > Literal', kind: 'value', name: 'import-equals' },
      ],
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] } },
      'import-x/extensions': ['.ts', '.tsx', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.json'] })],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          checkInternals: true,
          checkUnknownLocals: true,
          message: 'A wall stands between {{from.file.categories}} and {{dependency.source}}: see eslint.walls.js.',
          policies: [
            ...policies,
            { from: { file: { categories: 'test' } }, allow: { to: { file: { categories: '**' } } } },
            { from: { file: { categories: 'test' } }, allow: { to: { module: { origin: ['core', 'external'] } } } },
          ],
        },
      ],
      // A cycle of types alone costs nothing; one of values decides what is there first.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression > :not(Literal).source',
          message: 'Import a path that can be read off the code: the walls are tested on it.',
        },
      ],
    },
  },
];
