import {
  type AnyBinding,
  type Connector,
  type EventCatalogue,
  type EventDefinition,
  type HmsPath,
  HmsSyncError,
  nearestNames,
} from "@hms-sync/connector-api";
import { piiToStrip } from "@hms-sync/core";

/** A connector that listens for an event, with the binding for it. */
export interface Listener {
  readonly connector: Connector;
  readonly binding: AnyBinding;
}

/** What the intake needs to know of one event. */
export interface EventRoutes {
  readonly definition: EventDefinition;
  /** In the order in which the connectors were registered. */
  readonly listeners: readonly Listener[];
  /** Paths with personal data that no listener may use. */
  readonly strip: readonly HmsPath[];
}

/** Finds what an event leads to; worked out once per event and set of connectors. */
export interface Routing {
  /** @throws HMS_EVT_UNKNOWN with the nearest right names. */
  for(event: string): EventRoutes;
  /** The connectors changed. */
  forget(): void;
}

export function createRouting(events: EventCatalogue, connectors: () => Iterable<Connector>): Routing {
  const known = new Map<string, EventRoutes>();

  const find = (event: string): EventRoutes => {
    const definition = events.get(event);
    if (definition === undefined) throw unknownEvent(event, events.names);
    const listeners: Listener[] = [];
    for (const connector of connectors()) {
      const binding = connector.bindings.find((candidate) => candidate.event === event);
      if (binding !== undefined) listeners.push({ connector, binding });
    }
    const strip = piiToStrip(
      definition,
      listeners.map(({ binding }) => binding),
    );
    return { definition, listeners, strip };
  };

  return {
    for(event) {
      let routes = known.get(event);
      if (routes === undefined) {
        routes = find(event);
        known.set(event, routes);
      }
      return routes;
    },
    forget: () => known.clear(),
  };
}

function unknownEvent(event: string, names: readonly string[]): HmsSyncError {
  const near = nearestNames(event, names);
  return new HmsSyncError("HMS_EVT_UNKNOWN", "no event of that name is known to this hub", {
    ...(near.length > 0 && { hint: `Did you mean ${near.join(" or ")}?` }),
  });
}
