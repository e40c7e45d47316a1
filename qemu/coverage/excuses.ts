import type { Excuse } from './excuse.ts';

/** The release whose code the excuses are about, and for which the gates hold. */
export const EXPLAINED = '11.1';

/** File descriptors travel beside the bytes of a stream, in a socket's control messages: nothing that stands alone has one. */
const descriptors = /^(get|put|load|save)_fd$/;

/** What the interpreter does not use of qemu-file.c: sockets, return paths, RAM, mapped files. */
const beyondStreams =
  /^(?!(qemu_(file_(new_input|new_output|set_error|set_error_obj|get_error|transferred|skip)|fill_buffer|fflush|fclose|(get|put)_(byte|buffer|be16|be32|be64)|peek_(byte|buffer))|add_to_iovec|add_buf_to_iovec)$)/;

/** The functions of a file that do not count, because nothing that is tested can call them. */
export function notCountedIn(file: string): RegExp {
  return file === 'qemu-file.c' ? beyondStreams : descriptors;
}

const errorsAreWanted: Excuse = {
  function: null,
  words: ['ERRP_GUARD'],
  only: 'branches',
  why: 'callers that exit on errors are not tried, and of types only those that want one',
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
      function: null,
      words: ['assert'],
      only: 'branches',
      rare: true,
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
  'qemu-file.c': [
    {
      function: 'qemu_file_set_error_obj',
      words: ['else', 'err'],
      rare: true,
      why: 'the channel of the adapter fails without an error object',
    },
    {
      function: null,
      words: ['last_error'],
      rare: true,
      why: 'nothing gives the stream of a save an error: the channel of the adapter takes every byte',
    },
    {
      function: 'qemu_put_buffer',
      words: ['qemu_file_get_error'],
      rare: true,
      why: 'nothing gives the stream of a save an error: the channel of the adapter takes every byte',
    },
    {
      function: 'qemu_fflush',
      words: ['qio_channel_writev_all'],
      rare: true,
      why: 'the channel of the adapter takes every byte',
    },
    {
      function: 'qemu_fill_buffer',
      words: ['QIO_CHANNEL_ERR_BLOCK'],
      rare: true,
      why: 'the channel of the adapter never blocks',
    },
    {
      function: 'qemu_fill_buffer',
      words: ['nfd'],
      rare: true,
      why: 'no file descriptors come with the bytes',
    },
    {
      function: 'qemu_fclose',
      words: ['fds'],
      rare: true,
      why: 'no file descriptors come with the bytes',
    },
    {
      function: 'add_to_iovec',
      words: ['MAX_IOV_SIZE'],
      rare: true,
      why: 'what the interpreter writes is copied to one buffer: its pieces are adjacent and become one',
    },
    {
      function: 'add_to_iovec',
      words: ['may_free'],
      rare: true,
      why: 'only RAM is written in place and freed afterwards',
    },
  ],
};

/** Why code of the file is not reached, as far as that is known. */
export function excusesOf(file: string): readonly Excuse[] {
  return excuses[file] ?? [];
}
