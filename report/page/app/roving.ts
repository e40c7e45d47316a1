import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Keys that move the focus among many small things, of which only one is in the order of Tab. */
const steps: Readonly<Record<string, 'previous' | 'next' | 'up' | 'down' | 'first' | 'last'>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

export interface Roving<T extends HTMLElement> {
  readonly ref: RefObject<T | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrow keys move the focus among the elements inside `ref` that have `data-stop`. */
export function useRoving<T extends HTMLElement>(): Roving<T> {
  const ref = useRef<T | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const place = ref.current;
    if (step === undefined || place === null || !(event.target instanceof HTMLElement)) return;
    const stops = [...place.querySelectorAll<HTMLElement>('[data-stop]')];
    const from = stops.indexOf(event.target);
    if (from < 0) return;
    const to = step === 'up' || step === 'down' ? beyond(stops, from, step) : stops[target(step, from, stops.length)];
    if (to === undefined) return;
    event.preventDefault();
    for (const each of stops) each.tabIndex = each === to ? 0 : -1;
    to.focus();
  };
  return { ref, onKeyDown };
}

function target(step: 'previous' | 'next' | 'first' | 'last', from: number, length: number): number {
  switch (step) {
    case 'previous':
      return Math.max(0, from - 1);
    case 'next':
      return Math.min(length - 1, from + 1);
    case 'first':
      return 0;
    case 'last':
      return length - 1;
  }
}

/** The nearest one in the next line above or below, by where they stand on the screen. */
function beyond(stops: readonly HTMLElement[], from: number, step: 'up' | 'down'): HTMLElement | undefined {
  const own = stops[from]?.getBoundingClientRect();
  if (own === undefined) return undefined;
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const stop of stops) {
    const { top, left } = stop.getBoundingClientRect();
    const away = step === 'down' ? top - own.top : own.top - top;
    // A line away counts for more than any distance along it.
    const distance = 10_000 * away + Math.abs(left - own.left);
    if (away > 4 && distance < least) [best, least] = [stop, distance];
  }
  return best;
}
