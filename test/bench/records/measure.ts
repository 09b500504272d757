/** Something to be measured: one call handles `rows` rows. */
export interface Contender {
  readonly name: string;
  readonly rows: number;
  run(): unknown;
}

/** Keeps results alive, so that the engine cannot leave out what makes them. */
let sink: unknown;

/** Rows per second of each contender in every round; all take turns in each round. */
export function alternate(
  contenders: readonly Contender[],
  options: { readonly rounds: number; readonly seconds: number },
): Map<string, number[]> {
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (const contender of contenders) measure(contender, options.seconds);
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of contenders) rates.get(contender.name)!.push(measure(contender, options.seconds));
  }
  return rates;
}

function measure({ rows, run }: Contender, seconds: number): number {
  const start = performance.now();
  const end = start + seconds * 1000;
  let calls = 0;
  let now = start;
  while (now < end) {
    sink = run();
    calls++;
    now = performance.now();
  }
  if (sink === undefined) throw new Error("nothing was measured");
  return (calls * rows * 1000) / (now - start);
}
