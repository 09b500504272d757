import { entries } from "../catalogue-entry.ts";

/** HUB: the hub and its HTTP API. */
export const hubErrors = entries({
  HMS_HUB_CLOSING: {
    summary: "The hub is stopping and takes no more events.",
    hint: "Send it again when the hub is up; the same Idempotency-Key makes it one packet.",
    retry: "later",
    status: 503,
  },
  HMS_HUB_BUSY: {
    summary: "More deliveries wait than the hub's limit permits.",
    hint: "Send it again after the time in Retry-After; look for a connector that is paused or down.",
    retry: "later",
    status: 429,
  },
  HMS_HUB_IDEMPOTENCY: {
    summary: "The Idempotency-Key was used before with another payload.",
    hint: "Use one key per event; the packet named in the answer is the one that was stored.",
    retry: "never",
    status: 409,
  },
  HMS_HUB_NOT_JSON: {
    summary: "The body is not JSON in UTF-8.",
    hint: "Send one JSON value as RFC 8259 describes it.",
    retry: "never",
    status: 400,
  },
  HMS_HUB_CONTENT_TYPE: {
    summary: "The body has another content type than the route reads.",
    hint: "Send `content-type: application/json`.",
    retry: "never",
    status: 415,
  },
  HMS_HUB_TOO_LARGE: {
    summary: "The body is larger than the hub's limit.",
    hint: "Send less, or raise `limits.body` in the hub's configuration.",
    retry: "never",
    status: 413,
  },
  HMS_HUB_REQUEST: {
    summary: "Parameters or members of the request are missing, unknown or of the wrong form.",
    hint: "Correct every one listed under `errors`; /openapi.json describes the route.",
    retry: "never",
    status: 422,
  },
  HMS_HUB_ROUTE: {
    summary: "The hub has no such address.",
    hint: "See /openapi.json for the routes there are.",
    retry: "never",
    status: 404,
  },
  HMS_HUB_METHOD: {
    summary: "The address exists, but not with this method.",
    hint: "Use one of the methods in the Allow header.",
    retry: "never",
    status: 405,
  },
  HMS_HUB_PACKET: {
    summary: "The hub has no packet of that id, or retention removed it.",
    hint: "Check the id; GET /v1/packets lists what is there.",
    retry: "never",
    status: 404,
  },
  HMS_HUB_DELIVERY: {
    summary: "The hub has no delivery of that id, or retention removed it.",
    hint: "Check the id; GET /v1/packets/{id} shows a packet's deliveries.",
    retry: "never",
    status: 404,
  },
  HMS_HUB_CONNECTOR: {
    summary: "The hub has no connector of that id, or it failed to load.",
    hint: "Check the id; GET /v1/connectors lists them.",
    retry: "never",
    status: 404,
  },
  HMS_HUB_STATE: {
    summary: "The delivery is in a state in which this cannot be done.",
    hint: "Look at the delivery again: it may have moved on in the meantime.",
    retry: "never",
    status: 409,
  },
  HMS_HUB_KEY_REQUIRED: {
    summary: "The request has no key that the hub knows.",
    hint: "Send `Authorization: Bearer KEY` with one of the keys in the hub's configuration.",
    retry: "never",
    status: 401,
  },
  HMS_HUB_KEY_SCOPE: {
    summary: "The key does not permit this.",
    hint: "Use a key with the scope named, or add the scope in the hub's configuration.",
    retry: "never",
    status: 403,
  },
  HMS_HUB_ORIGIN: {
    summary: "A hub without keys answers only programs of its own machine, not web pages.",
    hint: "Configure keys and send one, or call it by its loopback address.",
    retry: "never",
    status: 403,
  },
  HMS_HUB_KEYS_REQUIRED: {
    summary: "The hub was told to listen beyond loopback without keys.",
    hint: "Add `keys` to the configuration, or listen on 127.0.0.1.",
    retry: "never",
  },
  HMS_HUB_LISTEN: {
    summary: "The hub cannot listen on the address.",
    hint: "Choose another port, or stop what uses this one.",
    retry: "later",
  },
  HMS_HUB_INTERNAL: {
    summary: "The hub met an error that it did not expect; nothing was acknowledged.",
    hint: "Look at the hub's log, and report it with the line `request.failed`.",
    retry: "later",
    status: 500,
  },
  HMS_HUB_CLIENT_GONE: {
    summary: "A client ended the connection before its request was whole.",
    hint: "Send the request again; nothing was stored.",
    retry: "later",
    status: 400,
  },
  HMS_HUB_OUTCOME_UNKNOWN: {
    summary: "A send ended without an answer, so it is not known whether the message arrived.",
    hint: "Ask the outside system, then resolve the delivery: delivered, retry or discard.",
    retry: "later",
  },
  HMS_HUB_MAPPING_FAILED: {
    summary: "A mapping threw an error of its own while it made a record.",
    hint: "Correct the transform at the place named, then retry the delivery.",
    retry: "never",
  },
  HMS_HUB_NO_BINDING: {
    summary: "A delivery waits for a connector that does not listen for its event any more.",
    hint: "Add the event to the connector's manifest again, or leave the delivery rejected.",
    retry: "never",
  },
  HMS_HUB_BODY_GONE: {
    summary: "Retention removed the packet's body before it could be sent.",
    hint: "Trigger the event again from HMS.",
    retry: "never",
  },
  HMS_HUB_POLICY: {
    summary: "A connector's policy asks for something that its transport cannot do.",
    hint: "Change the policy named, or choose a transport that supports it.",
    retry: "never",
  },
});
