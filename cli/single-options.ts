import type { Command, Option } from 'commander';

const repeatables = new WeakSet<Option>();

/** Lets an option be given more than once; one whose default is a list may be anyway. */
export function repeatable(option: Option): Option {
  repeatables.add(option);
  return option;
}

/** Makes an option that takes one value, given twice, an error: the later one would hide the earlier without a word. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) if (!takesSeveral(option)) refuse(command, option);
  command.commands.forEach(refuseRepeated);
}

function takesSeveral(option: Option): boolean {
  return option.variadic || Array.isArray(option.defaultValue) || repeatables.has(option);
}

function refuse(command: Command, option: Option): void {
  let given = 0;
  command.on(`option:${option.name()}`, () => {
    given += 1;
    if (given > 1) command.error(`error: option '${option.flags}' was given more than once`);
  });
}
