import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 wait about ten times as long as usual before it optimizes a function. A run
 * goes through the same code with ever new shapes of data: what is optimized
 * after a hundred cases is soon wrong and done again, which took two thirds of the
 * first thousand cases and a third of 10,000. A flag that a V8 does not know has no effect.
 */
export function optimizeLate(): void {
  // V8 12, of Node 22, counts calls; before it counted bytes of code that were run.
  const counts = Number(process.versions.v8.split('.')[0]) >= 12;
  setFlagsFromString(counts ? '--invocation-count-for-turbofan=30000' : '--interrupt-budget=700000');
}
