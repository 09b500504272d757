import type { CopyMember, SourceReader } from "@hms-sync/gen/source";
import { applyReplace } from "./copy/apply-replace.ts";
import { expandCopies } from "./copy/expand-copies.ts";
import { createFindingList } from "./finding-list.ts";
import { layOut } from "./layout/lay-out.ts";
import { parseEntries } from "./parse/parse-entries.ts";
import { readSource } from "./source/read-source.ts";
import { tokenize } from "./tokens/tokenize.ts";
import { buildTree } from "./tree/build-tree.ts";

/**
 * Reads COBOL copybooks in fixed and free format.
 *
 * Stages: lines to program text, COPY and REPLACE, text to tokens, tokens to entries, entries to a tree, tree to layout. Each reports
 * what it does not understand and goes on, so that one run shows every fault. With an error there are no records: a
 * layout that is not certain must not reach a writer.
 */
export const copybookReader: SourceReader = {
  kind: "copybook",
  read({ file, text, settings, copy, members, sourceFormat }) {
    const findings = createFindingList();
    const main = readSource(file, text, findings, sourceFormat);
    const read = (member: CopyMember) => readSource(member.file, member.text, findings, sourceFormat);
    const source = applyReplace(expandCopies(main, { copy, members, read }, findings), findings);
    const entries = parseEntries(source, tokenize(source, findings), findings);
    const records = buildTree(entries, findings).map((tree) => layOut(tree, settings, findings));
    if (records.length === 0 && !findings.hasErrors()) {
      const span = { file, line: 1, column: 1, endLine: 1, endColumn: 2 };
      findings.add("HMS_CPY_SYNTAX", span, "the text holds no data description entry", {
        hint: "A copybook describes a record, for example `01 CUSTOMER.` with entries below it.",
      });
    }
    return { records: findings.hasErrors() ? [] : records, findings: findings.sorted() };
  },
};
