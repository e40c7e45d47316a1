/** A rule of the specification, by its number there (spec/rules, which this room does not import). */
export type RuleName = `VMS-${string}-${number}`;

/** A part of the behaviour with several rules. */
export type NamedArea =
  | 'alloc'
  | 'auto-alloc'
  | 'bool'
  | 'byte-order'
  | 'chunks'
  | 'consume'
  | 'count'
  | 'determinism'
  | 'frame'
  | 'multiply'
  | 'null-marker'
  | 'pointer'
  | 'refusal'
  | 'size'
  | 'unused'
  | 'version';

/** The rules that a fault of each area may be said to break. */
export const rulesOfArea: Readonly<Record<NamedArea, readonly RuleName[]>> = {
  alloc: ['VMS-ALLOC-1', 'VMS-ALLOC-2'],
  'auto-alloc': ['VMS-AUTO-1', 'VMS-AUTO-2'],
  bool: ['VMS-WIRE-2'],
  'byte-order': ['VMS-WIRE-1'],
  chunks: ['VMS-STREAM-3', 'VMS-STREAM-4', 'VMS-STREAM-5'],
  consume: ['VMS-LOAD-2', 'VMS-LOAD-3', 'VMS-STREAM-1', 'VMS-WIRE-3'],
  count: ['VMS-COUNT-1', 'VMS-COUNT-2', 'VMS-COUNT-3', 'VMS-COUNT-5'],
  determinism: ['VMS-STABLE-1'],
  frame: ['VMS-FRAME-1', 'VMS-FRAME-2'],
  multiply: ['VMS-COUNT-4', 'VMS-SIZE-2'],
  'null-marker': ['VMS-NULL-1', 'VMS-NULL-2'],
  pointer: ['VMS-POINTER-1', 'VMS-NULL-1', 'VMS-NULL-2', 'VMS-SIZE-3'],
  refusal: ['VMS-LOAD-3', 'VMS-STREAM-1', 'VMS-CODE-1'],
  size: [
    'VMS-SIZE-1',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-SIZE-4',
    'VMS-STRUCT-1',
    'VMS-NULL-1',
    'VMS-NULL-2',
    'VMS-WIRE-1',
  ],
  unused: ['VMS-WIRE-4'],
  version: ['VMS-VERSION-1', 'VMS-VERSION-2', 'VMS-EXIST-1', 'VMS-STRUCT-1'],
};
