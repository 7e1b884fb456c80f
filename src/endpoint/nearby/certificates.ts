import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';
import { NEARBY_NAMES, NEARBY_NETWORKS } from './own-names.ts';

/** A certificate and its private key, as PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly privateKey: string;
}

const DAY = 86_400_000;
const ECDSA_WITH_SHA256 = new x509.AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });
const forServers = extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth]));

/**
 * Makes an authority for a year. Its critical name constraints hold for everything that its key will ever sign: browsers accept it for
 * private addresses and `.local` names, for servers only, and for no further authority.
 */
export function makeAuthority(name: string, now: Date): CertifiedKey {
  const bases = [
    ...NEARBY_NAMES.map((dNSName) => ({ dNSName })),
    ...NEARBY_NETWORKS.map((iPAddress) => ({ iPAddress })),
  ];
  const permitted = bases.map((base) => new x509.GeneralSubtree({ base: new x509.GeneralName(base) }));
  const constraints = new x509.NameConstraints({ permittedSubtrees: new x509.GeneralSubtrees(permitted) });
  return certify(name, now, now.getTime() + 365 * DAY, [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign), true),
    extension(x509.id_ce_nameConstraints, constraints, true),
  ]);
}

/** Makes a certificate for a server. It never outlives its authority, nor 90 days: browsers refuse one of more than 398. */
export function certifyServer(names: readonly string[], authority: CertifiedKey, now: Date): CertifiedKey {
  const until = Math.min(now.getTime() + 90 * DAY, Date.parse(new X509Certificate(authority.certificate).validTo));
  const all = names.map((name) => new x509.GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name }));
  const alternatives = extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(all));
  return certify('Baromètre', now, until, [alternatives], authority);
}

/** Signs with the authority's key or, without one, with its own. Valid since the day before, for devices whose clock is behind. */
function certify(name: string, now: Date, until: number, parts: x509.Extension[], authority?: CertifiedKey) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const subjectPublicKeyInfo = AsnConvert.parse(publicKey, x509.SubjectPublicKeyInfo);
  const value = new x509.AttributeValue({ utf8String: name });
  const commonName = new x509.AttributeTypeAndValue({ type: '2.5.4.3', value });
  const subject = new x509.Name([new x509.RelativeDistinguishedName([commonName])]);
  const issuer = authority
    ? AsnConvert.parse(new X509Certificate(authority.certificate).raw, x509.Certificate).tbsCertificate
    : { subject, subjectPublicKeyInfo };
  const keyIdentifier = identifierOf(issuer.subjectPublicKeyInfo);
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    // Positive, and unlike that of any other certificate of the authority.
    serialNumber: new Uint8Array([1, ...randomBytes(8)]).buffer,
    signature: ECDSA_WITH_SHA256,
    issuer: issuer.subject,
    validity: new x509.Validity({ notBefore: new Date(now.getTime() - DAY), notAfter: new Date(until) }),
    subject,
    subjectPublicKeyInfo,
    extensions: new x509.Extensions([
      ...parts,
      forServers,
      extension(x509.id_ce_subjectKeyIdentifier, identifierOf(subjectPublicKeyInfo)),
      extension(x509.id_ce_authorityKeyIdentifier, new x509.AuthorityKeyIdentifier({ keyIdentifier })),
    ]),
  });
  const signed = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), authority?.privateKey ?? privateKey);
  const signatureValue = new Uint8Array(signed).buffer;
  const made = new x509.Certificate({ tbsCertificate, signatureAlgorithm: ECDSA_WITH_SHA256, signatureValue });
  return { certificate: `${new X509Certificate(Buffer.from(AsnConvert.serialize(made)))}`, privateKey };
}

function extension(extnID: string, part: object, critical = false): x509.Extension {
  return new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(part)) });
}

function identifierOf({ subjectPublicKey }: x509.SubjectPublicKeyInfo): x509.SubjectKeyIdentifier {
  return new x509.SubjectKeyIdentifier(createHash('sha1').update(Buffer.from(subjectPublicKey)).digest());
}
