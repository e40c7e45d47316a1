/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
const config = {
  testRunner: 'conformance',
  coverageAnalysis: 'perTest',
  mutate: [
    '{oracle,engine/reference,layout}/**/*.ts',
    '!**/*.{test,test-help}.ts',
    '!**/testing/**',
    '!**/index.ts',
    // Guards against models that contradict themselves; what a case does not ask for, since it is not listed.
    '!oracle/slots.ts',
    '!engine/reference/features.ts',
    // Words and places for people, which no law compares.
    '!{oracle,engine/reference}/fault.ts',
    '!oracle/{path,wire/span}.ts',
  ],
  ignoreStatic: true,
  plugins: ['./stryker.runner.js', './stryker.ignorer.js'],
  ignorers: ['unshown'],
  concurrency: 2,
  // What runs on and on is ended by a count; a busy machine takes its time, and what times out counts as found.
  timeoutMS: 60_000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: 'coverage/mutation.json' },
  tempDirName: 'coverage/stryker',
  disableTypeChecks: false,
  // The aim is 90. Below 75 the laws have become blind to what they saw.
  thresholds: { high: 90, low: 80, break: 75 },
};

export default config;
