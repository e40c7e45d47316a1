import type { InfoResults } from '../vmstate/info.ts';
import { codeText } from './literal.ts';
import { membersOf, type CStruct } from './tree.ts';

/** `info_get_0_put_minus_22` */
export function ownInfoName({ get, put }: InfoResults): string {
  return `info_get_${word(get)}_put_${word(put)}`;
}

function word(result: number): string {
  return result < 0 ? `minus_${-result}` : String(result);
}

/** The infos of the device's own, one for each pair of results. */
export function ownInfosText(all: readonly CStruct[]): string[] {
  const texts = new Map<string, string>();
  for (const { planned } of all.flatMap(membersOf)) {
    const { element } = planned.member;
    if (element.kind === 'failing') texts.set(ownInfoName(element.results), infoText(element.results));
  }
  return [...texts.values()];
}

function infoText(results: InfoResults): string {
  const name = ownInfoName(results);
  return `static int ${name}_get(QEMUFile *f, void *pv, size_t size,
        const VMStateField *field)
{
    *(uint8_t *)pv = qemu_get_byte(f);
    return ${codeText(results.get)};
}

static int ${name}_put(QEMUFile *f, void *pv, size_t size,
        const VMStateField *field, JSONWriter *vmdesc)
{
    qemu_put_byte(f, *(uint8_t *)pv);
    return ${codeText(results.put)};
}

static const VMStateInfo ${name} = {
    .name = "failing",
    .get = ${name}_get,
    .put = ${name}_put,
};`;
}
