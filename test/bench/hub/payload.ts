/** The payload of one `appointment.created`: about 1.1 KB, of which the mapping uses a part. */
export function payload(id: number): unknown {
  return {
    ticket: {
      id,
      title: "9 AM Slot",
      data: {
        time: "2024-04-02T09:00",
        customer_name: "Anna Baker",
        office: "0001",
        note: "n".repeat(480),
        documents: Array.from({ length: 10 }, (_, index) => ({
          type: "license",
          number: `NY-${index}-1234567`,
        })),
      },
    },
  };
}

export function payloadText(id: number): string {
  return JSON.stringify(payload(id));
}
