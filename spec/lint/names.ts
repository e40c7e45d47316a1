import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import type { Problem } from './problem.ts';

/** A subsection's name must fit its length byte, its version its low byte. */
const BYTE = 255;

const bytesIn = (name: string): number => nameBytes(name).length;

/** What is wrong with the names and versions of a description's subsections. */
export function lintSubsections(vmsd: VMStateDescription, path: string): Problem[] {
  const subsections = vmsd.subsections ?? [];
  const problems: Problem[] = [];
  subsections.forEach((subsection, k) => {
    const at = `${path}.${subsection.name}`;
    const { name, version_id } = subsection;
    if (!name.startsWith(vmsd.name)) {
      problems.push({
        severity: 'refused',
        id: 'subsection-name',
        rule: 'VMS-SUB-2',
        path: at,
        text: `its name does not begin with '${vmsd.name}': a load never finds it`,
      });
    } else if (name === vmsd.name) {
      problems.push({
        severity: 'trap',
        id: 'subsection-name',
        rule: 'VMS-SUB-2',
        path: at,
        text: 'it has the name of its parent: a load never finds it',
      });
    }
    if (bytesIn(name) > BYTE) {
      problems.push({
        severity: 'trap',
        id: 'subsection-name-length',
        rule: 'VMS-SUB-4',
        path: at,
        text: `its name has ${bytesIn(name)} bytes, of which the length byte says ${bytesIn(name) & BYTE}`,
      });
    }
    if (version_id > BYTE) {
      problems.push({
        severity: 'trap',
        id: 'subsection-version',
        rule: 'VMS-SUB-3',
        path: at,
        text: `a load reads version ${version_id} as ${version_id & BYTE}`,
      });
    }
    subsections.slice(k + 1).forEach((later) => {
      if (later.name === name)
        problems.push({
          severity: 'trap',
          id: 'subsection-twice',
          rule: 'VMS-SUB-2',
          path: at,
          text: 'two subsections of the same name: the second is loaded with the description of the first',
        });
      else if (later.name.startsWith(name)) {
        problems.push({
          severity: 'trap',
          id: 'subsection-prefix',
          rule: 'VMS-SUB-4',
          path: at,
          text: `the name of '${later.name}', which follows it, begins with its own: a load takes that for a subsection of this one and refuses it`,
        });
      }
    });
  });
  return problems;
}

/** A struct in the last field whose name begins the outer one's takes the outer subsections for its own. */
export function lintLastStruct(vmsd: VMStateDescription, path: string): Problem[] {
  if ((vmsd.subsections ?? []).length === 0) return [];
  const last = vmsd.fields.at(-1);
  const inner = last?.vmsd ?? null;
  if (last === undefined || inner === null || (last.flags & (VMS.STRUCT | VMS.VSTRUCT)) === 0) return [];
  if (!(vmsd.subsections ?? []).some(({ name }) => name.startsWith(inner.name) && name !== inner.name)) return [];
  return [
    {
      severity: 'trap',
      id: 'struct-prefix',
      rule: 'VMS-SUB-4',
      path: `${path}.${last.name}`,
      text: `'${inner.name}' begins the names of the subsections of '${vmsd.name}', which follow it: a load takes them for its own and refuses them`,
    },
  ];
}
