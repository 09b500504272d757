export { type RunningDemo, startDemo } from "./demo.ts";
export { DEMO_HELP, type DemoOptions, demoOptions } from "./demo-options.ts";
