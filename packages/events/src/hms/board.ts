import { HmsSyncError } from "@hms-sync/connector-api";
import type { AppointmentData, Ticket, TicketData, TicketStatus } from "./ticket-payload.ts";

export interface BoardOptions {
  /** Number of the first ticket, 1 by default. */
  readonly firstId?: number;
}

/** What may change about a ticket; parts of `data` that are not given stay as they are. */
export interface TicketChanges<Data extends TicketData> {
  readonly title?: string;
  readonly status?: TicketStatus;
  readonly data?: Partial<Data>;
}

/**
 * A board of tickets, standing in for HMS's own ticket module.
 *
 * Tickets are plain frozen objects, ready to be the payload of an event: `trigger("appointment.created", { ticket })`.
 * A change gives a new object; the old one stays what it was.
 */
export class Board<Data extends TicketData = AppointmentData> {
  readonly title: string;
  readonly #tickets = new Map<number, Ticket<Data>>();
  #nextId: number;

  constructor(title: string, options: BoardOptions = {}) {
    this.title = title;
    this.#nextId = options.firstId ?? 1;
  }

  /** In the order in which they were added, as they are now. */
  get tickets(): readonly Ticket<Data>[] {
    return [...this.#tickets.values()];
  }

  /** Puts a ticket on the board and gives it the next number. */
  add(draft: { readonly title: string; readonly data: Data }): Ticket<Data> {
    return this.#keep({
      id: this.#nextId++,
      title: draft.title,
      status: "open",
      board: this.title,
      data: draft.data,
    });
  }

  /** @throws HMS_EVT_TICKET when the board has no such ticket. */
  update(id: number, changes: TicketChanges<Data>): Ticket<Data> {
    const ticket = this.#get(id);
    return this.#keep({ ...ticket, ...changes, data: { ...ticket.data, ...changes.data } });
  }

  /** @throws HMS_EVT_TICKET when the board has no such ticket. */
  cancel(id: number): Ticket<Data> {
    return this.#keep({ ...this.#get(id), status: "cancelled" });
  }

  #get(id: number): Ticket<Data> {
    const ticket = this.#tickets.get(id);
    if (ticket !== undefined) return ticket;
    throw new HmsSyncError("HMS_EVT_TICKET", `the board has no ticket ${id}`, { meta: { ticket: id } });
  }

  #keep(ticket: Ticket<Data>): Ticket<Data> {
    const kept = Object.freeze({ ...ticket, data: Object.freeze({ ...ticket.data }) });
    this.#tickets.set(kept.id, kept);
    return kept;
  }
}
