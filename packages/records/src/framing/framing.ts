/** How records stand in a file: nothing between them, a line end behind each, or their length before each. */
export type Framing = "none" | "lf" | "crlf" | "rdw" | "bdw";

/** Bytes of a record or block descriptor word (z/OS DFSMS, "Using Data Sets", variable-length records). */
export const DESCRIPTOR_BYTES = 4;

/** Longest record or block that a descriptor word can tell. */
export const MOST_DESCRIBED = 32_760;
