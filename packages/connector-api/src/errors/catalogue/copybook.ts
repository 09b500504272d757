import { entries } from "../catalogue-entry.ts";

/** CPY: COBOL copybooks. */
export const copybookErrors = entries({
  HMS_CPY_SYNTAX: {
    summary: "The text is not a COBOL data description.",
    hint: "Compare the entry with the copybook that the COBOL program compiles.",
    retry: "never",
  },
  HMS_CPY_UNSUPPORTED: {
    summary: "The copybook uses a part of COBOL that HMS Sync does not know; nothing is guessed.",
    hint: "Write the entry without it, or describe the same bytes with known clauses.",
    retry: "never",
  },
  HMS_CPY_PICTURE: {
    summary: "A PICTURE is missing, wrong, or does not go with the USAGE.",
    hint: "Write a text as X(20), a number as 9(7) or S9(7)V99.",
    retry: "never",
  },
  HMS_CPY_LEVEL: {
    summary: "Level numbers do not form a record.",
    hint: "Items of one group have one level number, higher than the group's.",
    retry: "never",
  },
  HMS_CPY_NAME: {
    summary: "A name is not a COBOL name, or two names become one key of the record.",
    hint: "Rename one of the items.",
    retry: "never",
  },
  HMS_CPY_CLAUSE: {
    summary: "Clauses contradict each other or stand where they cannot.",
    hint: "Remove the clause, or move it to the item it belongs to.",
    retry: "never",
  },
  HMS_CPY_REFERENCE: {
    summary: "A clause names an item that the record does not have, or that stands more than once in it.",
    hint: "Correct the name, or say which item is meant with OF and its group.",
    retry: "never",
  },
  HMS_CPY_COPY: {
    summary: "A COPY or REPLACE statement cannot be carried out.",
    hint: "Check the member's name, the folders that are searched, and the pairs behind REPLACING.",
    retry: "never",
  },
  HMS_CPY_VALUE: {
    summary: "A VALUE does not fit its item.",
    hint: "Correct the literal or the picture.",
    retry: "never",
  },
  HMS_CPY_LENGTH: {
    summary: "The record is longer than a record can be.",
    hint: "Check the repetitions in pictures and OCCURS.",
    retry: "never",
  },
  HMS_CPY_COLUMNS: {
    summary: "Text stands past column 72, where compilers do not read.",
    hint: "Break the line before column 73.",
    retry: "never",
  },
});
