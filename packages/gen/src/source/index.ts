export type {
  GroupNode,
  ItemNode,
  ItemType,
  LayoutNode,
  NumberStorage,
  Occurs,
  ProfileSettings,
  RecordShape,
  SourceInput,
  SourceReader,
  SourceResult,
} from "./layout.ts";
