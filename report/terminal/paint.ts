import pc from 'picocolors';

/** Colours text, or leaves it as it is. */
export type Paint = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

export function createPaint(color: boolean): Paint {
  return pc.createColors(color);
}
