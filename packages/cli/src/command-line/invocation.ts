import type { Style } from "../output/style.ts";
import type { Session } from "./session.ts";

/** One call of one command: its parsed command line and the session it runs in. */
export interface Invocation {
  readonly session: Session;
  /** `--json`: the result is one JSON document (or NDJSON where a command says so) and nothing else. */
  readonly json: boolean;
  /** Colours for standard output. */
  readonly style: Style;
  /** Colours for standard error. */
  readonly errorStyle: Style;
  argument(name: string): string;
  optionalArgument(name: string): string | undefined;
  argumentList(name: string): readonly string[];
  /** The option's value, from the command line, else from its environment variable. */
  text(name: string): string | undefined;
  list(name: string): readonly string[];
  flag(name: string): boolean;
}
