/** Changes a text a little: the same seed in the same way. */
export type Mutator = (text: string) => string;

/** Damages a text by its bytes, or if it is JSON by its structure. */
export function createMutator(seed: number): Mutator {
  const draw = random(seed);
  return (text) => {
    const parsed = draw(2) === 0 ? null : parse(text);
    return parsed === null ? damagedBytes(text, draw) : JSON.stringify(damagedJson(parsed.json, draw));
  };
}

type Draw = (below: number) => number;

/** Mulberry32. */
function random(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function parse(text: string): { readonly json: unknown } | null {
  try {
    const json: unknown = JSON.parse(text);
    return { json };
  } catch {
    return null;
  }
}

function damagedBytes(text: string, draw: Draw): string {
  const at = draw(Math.max(1, text.length));
  const length = draw(12);
  switch (draw(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length).repeat(3) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + String.fromCharCode(draw(256)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + '9'.repeat(1 + draw(30)) + text.slice(at);
  }
}

/** What stands where something else should: of every type, and of sizes that nobody expects. */
function strange(draw: Draw): unknown {
  const odd: readonly (() => unknown)[] = [
    () => null,
    () => -1,
    () => 2 ** 31 - 1,
    () => 2 ** 53,
    () => 1e300,
    () => 0.5,
    () => 'x'.repeat(70_000),
    () => '\u0000\u001b[2J*/',
    () => [],
    () => ({}),
    () => true,
    () => '18446744073709551616',
    () => nested(1500),
    () => new Array<number>(5000).fill(0),
  ];
  return odd[draw(odd.length)]?.();
}

function nested(depth: number): unknown {
  let json: unknown = [];
  for (let i = 0; i < depth; i++) json = i % 2 === 0 ? [json] : { struct: json };
  return json;
}

/** One node somewhere is strange, gone, or there twice. */
function damagedJson(json: unknown, draw: Draw): unknown {
  if (Array.isArray(json) && json.length > 0 && draw(6) > 0) {
    const at = draw(json.length);
    return json.flatMap((each: unknown, i): unknown[] => (i === at ? around(each, draw) : [each]));
  }
  if (typeof json === 'object' && json !== null && Object.keys(json).length > 0 && draw(6) > 0) {
    const entries = Object.entries(json);
    const at = draw(entries.length);
    return Object.fromEntries(
      entries.flatMap(([key, value]: [string, unknown], i) =>
        i === at ? around(value, draw).map((each): [string, unknown] => [key, each]) : [[key, value]],
      ),
    );
  }
  return strange(draw);
}

function around(node: unknown, draw: Draw): unknown[] {
  const way = draw(10);
  return way === 0 ? [] : way === 1 ? [node, node] : [damagedJson(node, draw)];
}
