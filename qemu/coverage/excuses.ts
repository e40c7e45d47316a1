import type { Excuse } from './excuse.ts';

/** The release whose code the excuses are about, and for which the gates hold. */
export const EXPLAINED = '11.1';

/** File descriptors travel beside the bytes of a stream, in a socket's control messages: nothing that stands alone has one. */
export const notCounted: RegExp = /^(get|put|load|save)_fd$/;

const errorsAreWanted: Excuse = {
  function: null,
  words: ['ERRP_GUARD'],
  only: 'branches',
  why: 'the adapter asks for an error every time, for its message; callers that ignore errors, or exit on them, are not tried',
};

const excuses: Readonly<Record<string, readonly Excuse[]>> = {
  'vmstate.c': [
    {
      function: 'vmstate_load_next',
      words: ['assert', 'pptr'],
      only: 'branches',
      why: 'QEMU aborts where AUTO_ALLOC finds an object (docs/findings/auto-alloc-into-an-object-that-has-them.md), so no case has one there',
    },
    {
      function: 'vmstate_load_next',
      words: ['assert', 'auto_alloc'],
      only: 'branches',
      why: 'QEMU aborts at the marker of an object where it allocates none (docs/findings/marker-in-a-plain-array-of-pointers.md), so no case sends one',
    },
    {
      function: null,
      words: ['assert'],
      only: 'branches',
      why: 'an assertion, which holds for every legal description; where it fails, QEMU aborts',
    },
    errorsAreWanted,
    {
      function: 'vmfield_get_type_name',
      words: ['info', 'name'],
      only: 'branches',
      why: 'every type in vmstate-types.c has a name',
    },
    {
      function: 'vmsd_desc_field_start',
      words: ['can_compress'],
      why: 'dead code: only fields that can be compressed, and the markers of their NULLs, are ever described as more than one element',
    },
    {
      function: 'vmstate_save_vmsd_v',
      words: ['VMS_MUST_EXIST'],
      why: 'a save aborts where a field that must exist does not (docs/findings/validate-aborts-the-source.md), so no case has one',
    },
    {
      function: 'vmfield_name_num',
      words: ['for'],
      rare: true,
      why: 'reached only by the description of a NULL in an array of pointers whose name is that of another field, too',
    },
  ],
  'vmstate-types.c': [
    errorsAreWanted,
    {
      function: 'load_ptr_marker',
      words: [],
      why: 'dead code: the interpreter reads markers itself, and asserts that it is unreachable',
    },
    {
      function: 'load_qtailq',
      words: ['minimum_version_id'],
      rare: true,
      why: 'reached only by a QTAILQ whose field is older than the oldest element that can be loaded',
    },
    {
      function: 'load_qlist',
      words: ['minimum_version_id'],
      rare: true,
      why: 'reached only by a QLIST whose field is older than the oldest element that can be loaded',
    },
    {
      function: 'save_gtree_elem',
      words: ['key_vmsd'],
      rare: true,
      why: 'reached only by a tree with a key whose save a hook of its own refuses',
    },
    {
      function: 'load_gtree',
      words: ['val_vmsd', 'minimum_version_id'],
      rare: true,
      why: 'reached only by a tree whose field is older than the oldest value that can be loaded, and not older than the oldest key',
    },
  ],
};

/** Why code of the file is not reached, as far as that is known. */
export function excusesOf(file: string): readonly Excuse[] {
  return excuses[file] ?? [];
}
