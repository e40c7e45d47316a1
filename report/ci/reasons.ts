interface Entry {
  readonly line: number;
  readonly reason: string;
  readonly link: string;
}

/** What the list of known failures says at these lines: the reason of each, with its link. */
export function reasonsAt(lines: readonly number[], entries: readonly Entry[]): string[] {
  return lines.map((line) => {
    const entry = entries.find((each) => each.line === line);
    return [entry?.reason ?? '', entry?.link ?? ''].filter((text) => text !== '').join(' ');
  });
}
