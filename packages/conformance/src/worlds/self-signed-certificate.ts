import { generateKeyPairSync, sign } from "node:crypto";

/** A key and the certificate that it signed for itself, both PEM. */
export interface SelfSignedCertificate {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 86_400_000;

/**
 * Makes a certificate for `localhost` and 127.0.0.1, valid from yesterday for a month, so that a world can speak TLS
 * without a tool beside Node. An X.509 v3 certificate (RFC 5280 section 4.1) over a P-256 key, in DER by hand.
 *
 * @param now Milliseconds since 1970.
 */
export function selfSignedCertificate(now: number): SelfSignedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)); // ecdsa-with-SHA256
  const name = sequence(
    der(0x31, sequence(objectId(0x55, 0x04, 0x03), der(0x0c, Buffer.from("localhost")))), // commonName
  );
  const alternatives = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(
      objectId(0x55, 0x1d, 0x13),
      der(0x01, Buffer.from([0xff])),
      octets(sequence(der(0x01, Buffer.from([0xff])))),
    ),
    sequence(objectId(0x55, 0x1d, 0x11), octets(alternatives)), // subjectAltName
  );
  const unsigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(now - DAY_MS), time(now + 30 * DAY_MS)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", unsigned, privateKey);
  const whole = sequence(unsigned, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
  };
}

/** Tag, length and contents (X.690 section 8.1); lengths up to 65,535. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), body]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return der(0x30, ...contents);
}

function octets(contents: Buffer): Buffer {
  return der(0x04, contents);
}

function objectId(...encoded: readonly number[]): Buffer {
  return der(0x06, Buffer.from(encoded));
}

/** UTCTime, `YYMMDDHHMMSSZ`. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}
