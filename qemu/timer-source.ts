/** A function definition of the file, from the start of its line to the brace that closes it. */
function functionNamed(source: string, name: string): string | undefined {
  return new RegExp(`^(?:\\w[\\w ]*[ *])${name}\\([^;{]*\\)\\s*\\{[\\s\\S]*?^\\}$`, 'm').exec(source)?.[0];
}

/**
 * What a tree's migration/savevm.c says of vmstate_info_timer: the info and the
 * functions behind it, without the rest of a file that needs all of QEMU.
 * Undefined when the tree says it in another way.
 */
export function timerSource(savevm: string): string | undefined {
  const info = /^const VMStateInfo vmstate_info_timer = \{[\s\S]*?^\};$/m.exec(savevm)?.[0];
  if (info === undefined) return undefined;
  const own = [...info.matchAll(/\.(?:get|put|load|save)\s*=\s*(\w+)/g)].map((match) => match[1] ?? '');
  if (own.length === 0) return undefined;
  const parts = ['timer_put', 'timer_get', ...own].map((name) => functionNamed(savevm, name));
  if (!parts.every((part) => part !== undefined)) return undefined;
  return `${[...parts, info].join('\n\n')}\n`;
}

/** A tree's own check of descriptions, or undefined when the tree has none of the name. */
export function checkSource(savevm: string): string | undefined {
  const text = functionNamed(savevm, 'vmstate_check');
  return text === undefined ? undefined : `${text}\n`;
}
