import { openReader } from "./reader.ts";
import { serveThread } from "./serve-thread.ts";

serveThread(openReader);
