import type { HmsPath, Json } from "@hms-sync/connector-api";

type Branch = { readonly [key: string]: Json };

/** Objects with members have paths below them; arrays and empty objects are leaves. */
function isBranch(value: Json): value is Branch {
  return isObject(value) && Object.keys(value).length > 0;
}

function isObject(value: Json): value is Branch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The leaf paths that differ between two images of an entity, sorted; empty exactly when the images are equal.
 *
 * A removed path counts as changed. An array is compared as a whole under its own path, since its members have none. The
 * order of an object's keys does not matter. Without a previous image every leaf path is new.
 */
export function changedPaths(previous: Json | undefined, next: Json): HmsPath[] {
  const changed = new Set<HmsPath>();
  if (previous === undefined) addLeaves(next, "", changed);
  else compare(previous, next, "", changed);
  return [...changed].sort();
}

/** The order of keys does not matter. */
function sameJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((member, index) => sameJson(member, right[index]!));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key]!, right[key]!))
  );
}

function compare(previous: Json, next: Json, path: HmsPath, changed: Set<HmsPath>): void {
  if (previous === next) return;
  if (!isBranch(previous) || !isBranch(next)) {
    if (sameJson(previous, next)) return;
    addLeaves(previous, path, changed);
    addLeaves(next, path, changed);
    return;
  }
  // `hasOwn`, not a plain look-up: a key may be called `constructor`
  for (const key of Object.keys(next)) {
    if (Object.hasOwn(previous, key)) compare(previous[key]!, next[key]!, below(path, key), changed);
    else addLeaves(next[key]!, below(path, key), changed);
  }
  for (const key of Object.keys(previous)) {
    if (!Object.hasOwn(next, key)) addLeaves(previous[key]!, below(path, key), changed);
  }
}

function addLeaves(value: Json, path: HmsPath, leaves: Set<HmsPath>): void {
  if (isBranch(value)) {
    for (const key of Object.keys(value)) addLeaves(value[key]!, below(path, key), leaves);
  } else if (path !== "" || !isObject(value)) {
    // an empty image has no leaves: the root has no path of its own
    leaves.add(path);
  }
}

function below(path: HmsPath, key: string): HmsPath {
  return path === "" ? key : `${path}.${key}`;
}
