import { rootOf } from '../../engine/reference/save.ts';
import type { Call } from '../../vmstate/hooks.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import type { Machine } from '../../engine/reference/machine.ts';
import { ruleFault, type FaultyEngine, type WrongOps } from './faulty-engine.ts';

const rules = ['VMS-HOOK-5'] as const;

/** Functions of the device that are called with another object than their own, and do what they should all the same. */
export const opaqueFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules, id: 'opaque-of-the-root', breaks: 'All functions of a device get the outermost object.' },
    (right) => ({
      tell: (machine, call) => {
        right.tell(machine, call, rootOf(machine.memory));
      },
    }),
  ),
  ruleFault(
    {
      rules,
      id: 'opaque-of-the-parent',
      breaks: 'The hooks of a nested struct get the object of the struct around it.',
    },
    parentsObject((call) => call.hook !== 'field_exists' && call.hook !== 'needed'),
  ),
  ruleFault(
    { rules, id: 'opaque-of-element-0', breaks: 'In an array of structs the hooks of each element get the first one.' },
    (right) => ({
      tell(machine, call, opaque) {
        const field = machine.fields[machine.depth];
        const index = machine.indices[machine.depth] ?? -1;
        const isArray =
          index > 0 &&
          field?.vmsd?.name === call.name &&
          (field.flags & (VMS.STRUCT | VMS.ARRAY_OF_POINTER)) === VMS.STRUCT;
        right.tell(machine, call, isArray ? opaque - index * field.size : opaque);
      },
    }),
  ),
  ruleFault(
    { rules, id: 'needed-of-the-root', breaks: 'needed of a subsection of a nested struct gets the outermost object.' },
    (right) => ({
      tell: (machine, call, opaque) => {
        right.tell(machine, call, call.hook === 'needed' ? rootOf(machine.memory) : opaque);
      },
    }),
  ),
  ruleFault(
    { rules, id: 'field-exists-of-the-parent', breaks: 'field_exists gets the object of the struct around its own.' },
    parentsObject((call) => call.hook === 'field_exists'),
  ),
  ruleFault(
    { rules, id: 'post-load-of-the-field', breaks: 'post_load gets the address of the field behind the object.' },
    (right) => ({
      tell: (machine, call, opaque) => {
        right.tell(machine, call, call.hook === 'post_load' ? opaque + 1 : opaque);
      },
    }),
  ),
];

/** The chosen calls get the object of the struct around their own. */
function parentsObject(isChosen: (call: Call) => boolean): WrongOps {
  return (right) => {
    const objects: number[] = [];
    const around = (walk: typeof right.saveFields) => {
      return (machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number => {
        const depth = machine.depth + 1;
        objects.length = depth;
        objects[depth] = opaque;
        return walk(machine, vmsd, opaque, version);
      };
    };
    return {
      saveFields: around(right.saveFields),
      loadFields: around(right.loadFields),
      tell(machine, call, opaque) {
        // Inside the fields of a struct its own object is the last one.
        const at = call.hook === 'field_exists' ? machine.depth - 1 : machine.depth;
        right.tell(machine, call, isChosen(call) ? (objects[at] ?? opaque) : opaque);
      },
    };
  };
}
