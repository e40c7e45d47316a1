import type { Words } from '../../engine/reference/words.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { ruleFault, type FaultyEngine, type RuleName } from './faulty-engine.ts';

const printing: readonly Dialect[] = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0'];
const withError: readonly Dialect[] = ['qemu-10.2', 'qemu-11.1'];
const all: readonly Dialect[] = [...printing, ...withError];

/** Wrong words: what is refused is refused as it should be, and the user is told something else. */
export const messageFaults: readonly FaultyEngine[] = [
  misspoken(
    'message-too-old-as-too-new',
    'A version that is too old is said to be too new.',
    ['VMS-MSG-1'],
    all,
    (right) => ({
      versionTooOld: right.versionTooNew,
    }),
  ),
  misspoken(
    'message-held-and-loaded-swapped',
    'A checked integer that differs is told with its two values swapped.',
    ['VMS-MSG-1'],
    all,
    (right) => ({
      unequal: (held, loaded) => right.unequal(loaded, held),
    }),
  ),
  misspoken(
    'message-bound-of-the-stream',
    'An int32_le that is too large is told as its own bound.',
    ['VMS-MSG-1'],
    all,
    (right) => ({
      notBelow: (_, loaded) => right.notBelow(loaded, loaded),
    }),
  ),
  misspoken(
    'message-nodes-of-no-tree',
    'A tree with a wrong number of nodes is not named.',
    ['VMS-MSG-1'],
    all,
    (right) => ({
      nodeCount: (field) => right.nodeCount({ ...field, name: '' }),
    }),
  ),
  misspoken(
    'message-stream-without-code',
    'The error of the stream is told as -1, whatever it is.',
    ['VMS-MSG-1'],
    withError,
    (right) => ({
      stream: (vmsd) => right.stream(vmsd, -1),
    }),
  ),
  misspoken(
    'message-hook-result-of-release',
    'A failing post_load is told as -22, whatever it returned.',
    ['VMS-MSG-1'],
    withError,
    (right) => ({
      postLoad: (vmsd) => right.postLoad(vmsd, -22),
    }),
  ),
  misspoken(
    'message-subsection-cut',
    'Of the name of an unknown subsection only the last part is told.',
    ['VMS-MSG-1'],
    withError,
    (right) => ({
      noSubsection: (name, vmsd) => right.noSubsection(name.slice(vmsd.name.length), vmsd),
    }),
  ),
  misspoken(
    'message-of-the-struct-as-field',
    'The line about a field has the name of its struct twice.',
    ['VMS-MSG-2'],
    printing,
    (right) => ({
      loadedField: (vmsd, field) => right.loadedField(vmsd, { ...field, name: vmsd.name }),
    }),
  ),
  misspoken(
    'message-without-subsection',
    'What fails in a subsection is told without its name.',
    ['VMS-MSG-2'],
    withError,
    () => ({
      beforeSubsection: () => '',
    }),
  ),
  misspoken(
    'message-type-of-macro',
    'The type of a field that fails has an underscore for its blank.',
    ['VMS-MSG-2'],
    ['qemu-10.2'],
    (right) => ({
      element: (type, field, code) => right.element(type.replace(' ', '_'), field, code),
    }),
  ),
  misspoken(
    'message-node-of-no-code',
    'A side of a tree that fails is told with the code 0.',
    ['VMS-MSG-2'],
    printing,
    (right) => ({
      loadedNode: (field, vmsd) => right.loadedNode(field, vmsd, 0),
    }),
  ),
  misspoken(
    'message-nameless-pre-save',
    'A failing pre_save is told without the struct whose it is.',
    ['VMS-MSG-3'],
    all,
    (right) => ({
      preSave: (vmsd) => right.preSave({ ...vmsd, name: '' }),
    }),
  ),
  misspoken(
    'message-saved-field-alone',
    'A field that is not saved is told without its struct.',
    ['VMS-MSG-4'],
    all,
    (right) => ({
      savedField: (vmsd, field) => right.savedField({ ...vmsd, name: '' }, field),
    }),
  ),
];

function misspoken(
  id: string,
  breaks: string,
  rules: readonly RuleName[],
  dialects: readonly Dialect[],
  wrong: (right: Words) => Partial<Words>,
): FaultyEngine {
  return ruleFault({ rules, id, breaks, dialects }, ({ words }) => ({ words: { ...words, ...wrong(words) } }));
}
