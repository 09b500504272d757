import type { DeliveryState } from "@hms-sync/connector-api";
import type { Style } from "./style.ts";

/** Colours a text by the delivery state it stands for: done, under way, or in need of a person. */
export function paintState(text: string, state: DeliveryState, style: Style): string {
  switch (state) {
    case "delivered":
      return style.good(text);
    case "rejected":
    case "dead":
    case "expired":
      return style.bad(text);
    case "retrying":
    case "in_doubt":
      return style.warning(text);
    case "duplicate":
    case "discarded":
      return style.dim(text);
    default:
      return text;
  }
}
