import fc from 'fast-check';
import { CaseArbitrary } from '../generators/case-arbitrary.ts';
import { layout, memoryAfterLoad } from '../generators/layout/layout.ts';
import { fieldsOf } from '../generators/shrink/shrink-case.ts';
import { emptyCensus, countCase, combinationsOf } from '../generators/census.ts';
import { baselineArbitrary, baselineSize } from '../bench/baseline.ts';
import { abis } from '../vmstate/abi.ts';
const arb = new CaseArbitrary({ dialect: (process.argv[2] ?? 'qemu-11.1') as 'qemu-11.1', abis });
function gen(n: number, seed: number, f: (c: any) => void) { fc.assert(fc.property(arb, (c) => { f(c); }), { numRuns: n, seed }); }
let fields = 0, bytes = 0;
gen(3000, 1, (c) => { fields += fieldsOf(c.model); const l = layout(c); bytes += l.source.used; });
console.log('fields/case', fields / 3000, 'arena', bytes / 3000);
const cs = emptyCensus();
gen(20000, 2, (c) => countCase(cs, layout(c).plan.description));
console.log(cs.fields / cs.cases, cs.structs / cs.cases, cs.deepest, cs.combinations.size);
let t = performance.now(); gen(20000, 3, () => {}); let dt = performance.now() - t; console.log('model only', (20000 / dt * 1000) | 0);
t = performance.now(); gen(20000, 4, (c) => layout(c)); dt = performance.now() - t; console.log('model+layout+dest', (20000 / dt * 1000) | 0);
for (const avg of [14, 20, 24]) {
  const b = baselineArbitrary(avg); let s = 0;
  fc.assert(fc.property(b, (x) => { s += baselineSize(x); }), { numRuns: 5000, seed: 1 });
  t = performance.now(); fc.assert(fc.property(b, () => {}), { numRuns: 10000, seed: 1 }); dt = performance.now() - t; console.log('B', avg, s / 5000, (10000 / dt * 1000) | 0);
}
