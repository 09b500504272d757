/**
 * The first schema. Times are integer milliseconds since 1970 UTC.
 *
 * - `packet.content` is filled when retention removes the body; until then the body itself is compared.
 * - `packet.version_seq` is the `seq` of the packet that began the entity's version.
 * - `delivery.due_at` is set for `waiting`, `sending` and `retrying`; see `UNTIL_RESUMED` for "not before a resume".
 * - `await_ack` has rows for `sending`, `accepted` and `in_doubt` only; in doubt there is no deadline any more.
 * - `dedupe` and `entity` outlive the log and hold no key, only hashes and numbers.
 * - `delivery_open` holds what `due` reads, in the order of `seq`; it stays small however long the log gets.
 * - An index ends with the row's `seq`, so `delivery_state` gives the deliveries of one state in the order of the lists.
 * - `tally` counts deliveries by connector and state; the writer keeps it in the same transaction.
 */
export const packetsAndDeliveries = `
CREATE TABLE packet (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  event TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  base_version INTEGER NOT NULL,
  version_seq INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  changed TEXT NOT NULL,
  source TEXT,
  idem_key TEXT,
  idem_hash TEXT,
  content TEXT
) STRICT;
CREATE UNIQUE INDEX packet_id ON packet (id);
CREATE UNIQUE INDEX packet_idempotency ON packet (idem_key) WHERE idem_key IS NOT NULL;
CREATE INDEX packet_key ON packet (key);
CREATE INDEX packet_received ON packet (received_at);
CREATE INDEX packet_event ON packet (event, received_at);

CREATE TABLE body (packet_seq INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  packet_seq INTEGER NOT NULL,
  connector TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  attempt INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  contract TEXT NOT NULL,
  reference TEXT,
  replay_of TEXT,
  as_sent INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER,
  ack_status TEXT,
  ack_at INTEGER,
  ack_reason TEXT,
  ack_reference TEXT,
  effect TEXT,
  effect_until INTEGER
) STRICT;
CREATE UNIQUE INDEX delivery_id ON delivery (id);
CREATE INDEX delivery_packet ON delivery (packet_seq);
CREATE INDEX delivery_state ON delivery (state);
CREATE INDEX delivery_open ON delivery (connector, seq, due_at) WHERE state IN ('waiting', 'sending', 'retrying');

CREATE TABLE tally (
  connector TEXT NOT NULL,
  state TEXT NOT NULL,
  deliveries INTEGER NOT NULL,
  PRIMARY KEY (connector, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent (delivery_seq INTEGER PRIMARY KEY, record TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

CREATE TABLE attempt (
  delivery_seq INTEGER NOT NULL,
  place INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT,
  message TEXT,
  PRIMARY KEY (delivery_seq, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE dedupe (
  connector TEXT NOT NULL,
  hash TEXT NOT NULL,
  delivery_seq INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (connector, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX dedupe_expires ON dedupe (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE await_ack (
  connector TEXT NOT NULL,
  match TEXT NOT NULL,
  delivery_seq INTEGER NOT NULL,
  deadline INTEGER,
  PRIMARY KEY (connector, match, delivery_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX await_ack_delivery ON await_ack (delivery_seq);
CREATE INDEX await_ack_deadline ON await_ack (deadline) WHERE deadline IS NOT NULL;

CREATE TABLE seen_file (
  connector TEXT NOT NULL,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (connector, name, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE sequence (
  connector TEXT NOT NULL,
  name TEXT NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (connector, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE connector (id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  key_hash TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  version_seq INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
