/**
 * fast-check arbitraries of cases.
 *
 * @packageDocumentation
 */
export { cases, type CasesOptions } from './cases.ts';
