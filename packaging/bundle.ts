import { isAbsolute, relative } from 'node:path';
import type { InputOptions, OutputOptions, Plugin } from 'rolldown';

/** What rolldown reads, and what it writes. */
export interface Bundle {
  readonly input: InputOptions;
  readonly output: OutputOptions;
}

/** Rooms that become one chunk each. What nothing else of a room needs stays out of it. */
const rooms = ['vmstate', 'layout', 'generators', 'oracle', 'engine/reference', 'spec', 'campaign'];
const apart = /\/(validators|index)\.ts$|^spec\/faulty\/|^campaign\/(?!coverage|known-failing|shown)[^/]+\//;

/** The modules that others import, given as sources. They share chunks; other packages stay imports. */
export function libraryBundle(entries: readonly string[], plugins: Plugin[] = []): Bundle {
  return {
    input: {
      ...common(entries),
      external: (id) => !/^\.{0,2}\//.test(id) && !isAbsolute(id),
      plugins,
    },
    output: {
      ...named('chunks'),
      codeSplitting: {
        groups: rooms.map((room) => ({
          name: room.replace('/', '-'),
          test: (id) => path(id).startsWith(`${room}/`) && !apart.test(path(id)),
        })),
      },
    },
  };
}

/** With these in one chunk a check needs little else: to open a file and to find a package takes longer than to run it. */
const checked = ['cli/main.ts', 'cli/commands/check.ts', 'cli/check-report.ts'];

/** Packages of the user's own choice. The command finds them where the user installed them. */
const chosen = /^(bullmq|ioredis|vitest)(\/|$)/;

/** Programs, which start faster from few files: what they need of other packages is in them. */
export function commandBundle(entries: readonly string[], plugins: Plugin[] = []): Bundle {
  const imported = new Map<string, readonly string[]>();
  const graph: Plugin = {
    name: 'graph',
    moduleParsed: ({ id, importedIds }) => void imported.set(id, importedIds),
  };
  let together: ReadonlySet<string> | null = null;
  return {
    input: { ...common(entries), external: chosen, plugins: [...plugins, withoutPrograms, graph] },
    output: {
      ...named('command'),
      codeSplitting: {
        groups: [{ name: 'check', test: (id) => (together ??= loadedWith(checked, imported)).has(id) }],
      },
    },
  };
}

function common(entries: readonly string[]): InputOptions {
  return {
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.ts$/, ''), entry])),
    platform: 'node',
    checks: { bundlerTimings: false },
  };
}

/** Entries keep their names, so that they are where package.json says. */
function named(folder: string): OutputOptions {
  return {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${folder}/[name].js`,
    // Comments are a sixth of what would be read at each start.
    comments: { legal: true, annotation: true, jsdoc: false },
  };
}

/** Modules that are loaded with these; an entry waits for others, so that it must be in a chunk of its own. */
function loadedWith(paths: readonly string[], imported: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...imported.keys()].filter((id) => paths.includes(path(id)));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(imported.get(id) ?? []));
  }
  for (const id of found) if (path(id) === checked[0]) found.delete(id);
  return found;
}

/** commander starts programs for commands that are files of their own. There are none, and node:child_process is slow to load. */
const withoutPrograms: Plugin = {
  name: 'without-programs',
  resolveId: {
    filter: { id: /^node:child_process$/ },
    handler: (_id, importer) => (importer?.includes('/node_modules/commander/') === true ? '\0no-programs' : null),
  },
  load: { filter: { id: /^\0no-programs$/ }, handler: () => 'export {};' },
};

function path(id: string): string {
  return relative('.', id);
}
