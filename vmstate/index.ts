/**
 * The vocabulary: dialects, cases, models, descriptions and host memory.
 *
 * @packageDocumentation
 */
export { formatCase, parseCase } from './case/case-file.ts';
export { issuesText, type Decoded, type Issue, type IssueKind, type PathKey } from './issue.ts';
export { caseId } from './case/case-id.ts';
export type { Case } from './case/case.ts';
export { dialects, isDialect, type Dialect } from './dialect.ts';
export { hookNames, type HookName, type Hooks } from './hooks.ts';
export { abiName, abis, type Abi } from './host/abi.ts';
export type { CopiedRange, FieldExists, TmpCopy, VMStateDescription, VMStateField } from './host/description.ts';
export { knownFeatures } from './host/features.ts';
export { flagsFromNames, flagValue, namesOfFlags, VMS, type FlagKey, type FlagName } from './host/flags.ts';
export {
  addBlock,
  ADDRESS_BASE,
  blockAt,
  cloneMemory,
  createMemory,
  readPointer,
  writePointer,
  type Block,
  type Memory,
} from './host/memory.ts';
export type { CheckedInfo, Info, Scalar } from './info.ts';
export type {
  Count,
  CountType,
  Element,
  Half,
  Lengths,
  Member,
  Model,
  Room,
  Rooms,
  Slots,
  Storage,
  StructShape,
  StructValue,
  Subsection,
  Test,
  Untouched,
  Value,
} from './model/model.ts';
export { UNTOUCHED } from './model/model.ts';
