// @ts-check
import tseslint from 'typescript-eslint';

/**
 * The walls of the house: a room imports only from floors below it
 * (docs/architecture.md). Each room lists the rooms it may use.
 */
const rooms = {
  vmstate: [],
  random: ['vmstate'],
  layout: ['vmstate', 'random'],
  generators: ['vmstate', 'random'],
  oracle: ['vmstate'],
  engine: ['vmstate'],
  smoke: ['vmstate', 'engine'],
  spec: ['vmstate', 'random', 'layout', 'generators', 'oracle', 'engine', 'smoke'],
  campaign: ['vmstate', 'random', 'layout', 'generators', 'oracle', 'engine', 'smoke', 'spec'],
  devices: ['vmstate', 'random', 'layout', 'generators', 'oracle', 'engine', 'smoke', 'spec'],
  report: ['vmstate', 'random', 'layout', 'generators', 'oracle', 'engine', 'smoke', 'spec', 'campaign', 'devices'],
  reproducer: [
    'vmstate',
    'random',
    'layout',
    'generators',
    'oracle',
    'engine',
    'smoke',
    'spec',
    'campaign',
    'devices',
    'report',
  ],
  qemu: [
    'vmstate',
    'random',
    'layout',
    'generators',
    'oracle',
    'engine',
    'smoke',
    'spec',
    'campaign',
    'devices',
    'report',
    'reproducer',
  ],
  cli: [
    'vmstate',
    'random',
    'layout',
    'generators',
    'oracle',
    'engine',
    'smoke',
    'spec',
    'campaign',
    'devices',
    'report',
    'reproducer',
    'qemu',
  ],
  bench: [
    'vmstate',
    'random',
    'layout',
    'generators',
    'oracle',
    'engine',
    'smoke',
    'spec',
    'campaign',
    'devices',
    'report',
    'reproducer',
    'qemu',
    'cli',
  ],
};

const names = Object.keys(rooms);

const walls = Object.entries(rooms).map(([room, below]) => ({
  files: [`${room}/**/*.ts`],
  // A spec drives campaigns and prints reports: it may look up, what it tests may not.
  ignores: ['**/*.spec.ts', '**/*.test.ts', '**/*.test-help.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${names.filter((name) => name !== room && !below.includes(name)).join('|')})/`,
            message: `${room}/ may import only from: ${below.join(', ') || 'nothing'} (docs/architecture.md).`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'adapters/', 'eslint.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 520, skipBlankLines: true, skipComments: true }],
    },
  },
  ...walls,
);
