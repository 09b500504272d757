#!/usr/bin/env node
// Plain old JavaScript: it must parse on every Node that can load a module, to say which Node is needed.
var OLDEST_NODE = 24;

function start() {
  var major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE) {
    process.stderr.write(
      "hms-sync needs Node " +
        OLDEST_NODE +
        " or newer and this is Node " +
        process.versions.node +
        ": install a current Node from https://nodejs.org, or run `npx hms-sync` in a folder whose npm packages bring one.\n",
    );
    process.exitCode = 1;
    return;
  }
  // An installed package lies below node_modules and is built; everywhere else this is a checkout, run from its sources.
  if (/[\\/]node_modules[\\/]/.test(decodeURIComponent(import.meta.url))) {
    return import(new URL("../dist/cli.js", import.meta.url).href);
  }
  return runSources(new URL("../src/cli.ts", import.meta.url));
}

/** Starts this Node again with the condition that makes packages resolve to their TypeScript sources. */
function runSources(entry) {
  return Promise.all([import("node:url"), import("node:child_process")]).then((modules) => {
    var options = process.execArgv.concat("--conditions=hms-sync:source", modules[0].fileURLToPath(entry));
    var argv = options.concat(process.argv.slice(2));
    if (process.execve && process.platform !== "win32") {
      // The same process goes on, so signals, exit code and terminal need no forwarding.
      process.execve(process.execPath, [process.execPath].concat(argv), process.env);
    }
    var child = modules[1].spawn(process.execPath, argv, { stdio: "inherit" });
    // The terminal gives Ctrl-C to parent and child alike: only what was sent to the parent alone is passed on.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => {
      child.kill("SIGTERM");
    });
    child.on("exit", (code, signal) => {
      process.exitCode = code === null ? (signal === "SIGINT" ? 130 : 143) : code;
    });
  });
}

Promise.resolve(start()).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 3;
});
