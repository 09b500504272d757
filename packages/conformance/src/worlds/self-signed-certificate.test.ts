import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

it("makes a certificate that verifies against its own key, for loopback, valid now", () => {
  const now = Date.UTC(2024, 3, 2, 9);
  const made = new X509Certificate(selfSignedCertificate(now).certificate);
  expect(made.verify(made.publicKey)).toBe(true);
  expect(made.checkHost("localhost")).toBe("localhost");
  expect(made.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(made.checkIP("127.0.0.2")).toBeUndefined();
  expect(made.ca).toBe(true);
  expect(Date.parse(made.validFrom)).toBe(now - 86_400_000);
  expect(Date.parse(made.validTo)).toBeGreaterThan(now);
});
