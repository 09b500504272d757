/** How COMP-1 and COMP-2 are stored: IBM's hexadecimal floating point, or IEEE 754 in either byte order. */
export type FloatForm = "ibm" | "ieee-big" | "ieee-little";
