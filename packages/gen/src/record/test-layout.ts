import type {
  GroupNode,
  ItemNode,
  ItemType,
  LayoutNode,
  ProfileSettings,
  RecordShape,
} from "../source/layout.ts";

const span = { file: "a.cpy", line: 1, column: 1, endLine: 1, endColumn: 2 };

/** Settings of a mainframe, for layouts made by hand. */
export const SETTINGS: ProfileSettings = {
  profile: "ibm",
  codePage: "latin1",
  overpunch: "microfocus",
  binarySizes: "2-4-8",
  byteOrder: "big",
  nativeOrder: "little",
  float: "ibm",
  sync: "ibm",
  odo: "shift",
  truncate: true,
};

/** What a test says of a node; the rest is worked out. */
export interface Sketch {
  readonly name: string | null;
  readonly length?: number;
  readonly type?: ItemType;
  readonly children?: readonly Sketch[];
  readonly occurs?: readonly [min: number, max: number, dependingOn?: string];
  readonly redefines?: string;
  readonly value?: string;
  readonly slack?: number;
  readonly conditions?: LayoutNode["conditions"];
}

export function text(name: string | null, width: number, more: Partial<Sketch> = {}): Sketch {
  return { name, length: width, type: { kind: "text", width, justified: false }, ...more };
}

export function digits(name: string, count: number, more: Partial<Sketch> = {}): Sketch {
  const type = { kind: "number", storage: "zoned", digits: count, scale: 0, signed: false } as const;
  return { name, length: count, type, ...more };
}

/** A record named R of nodes made by hand. */
export function layOutByHand(...sketches: readonly Sketch[]): RecordShape {
  const { nodes, end } = place(sketches, 0, "R");
  const root: GroupNode = {
    node: "group",
    level: 1,
    name: "R",
    key: "R",
    path: "R",
    offset: 0,
    length: end,
    span,
    children: nodes,
  };
  return { name: "R", length: end, root };
}

function place(
  sketches: readonly Sketch[],
  start: number,
  parent: string,
): { nodes: LayoutNode[]; end: number } {
  const nodes: LayoutNode[] = [];
  let end = start;
  for (const sketch of sketches) {
    const { name, occurs, redefines, slack = 0, conditions } = sketch;
    const base = nodes.find(({ path }) => path === redefines);
    const offset = base === undefined ? end + slack : base.offset;
    const path = `${parent}.${name ?? "FILLER"}`;
    const inner = place(sketch.children ?? [], offset, name === null ? parent : path);
    const length = sketch.length ?? inner.end - offset;
    const common = {
      level: 5,
      name,
      key: name?.replaceAll("-", "_") ?? null,
      path,
      offset,
      length,
      span,
      ...(redefines !== undefined && { redefines }),
      ...(slack > 0 && { slack }),
      ...(conditions && { conditions }),
      ...(occurs && {
        occurs: {
          min: occurs[0],
          max: occurs[1],
          stride: length,
          ...(occurs[2] !== undefined && { dependingOn: occurs[2] }),
        },
      }),
    };
    const node: LayoutNode =
      sketch.type === undefined
        ? ({ node: "group", ...common, children: inner.nodes } satisfies GroupNode)
        : ({
            node: "item",
            ...common,
            picture: "",
            usage: "DISPLAY",
            type: sketch.type,
            value: sketch.value ?? null,
          } satisfies ItemNode);
    nodes.push(node);
    end = Math.max(end, offset + length * (occurs?.[1] ?? 1));
  }
  return { nodes, end };
}
