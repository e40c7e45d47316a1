import pc from 'picocolors';

/** Functions that color text, or return it unchanged. */
export type Colors = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

export function createColors(color: boolean): Colors {
  return pc.createColors(color);
}
