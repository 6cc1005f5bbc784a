import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { bits, der, integer, objectId, octets, sequence, set, text, time, truth } from './der.ts'

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const YEAR_MS = 365 * 24 * 3600_000
const VERSION_3 = der(0xa0, integer(Buffer.from([2])))

/** A key and a self-signed certificate for 127.0.0.1, both PEM: its own authority. */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const subject = sequence(set(sequence(objectId('2.5.4.3'), text(name))))
  const now = Date.now()
  const body = sequence(
    VERSION_3,
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    subject,
    sequence(time(new Date(now - YEAR_MS)), time(new Date(now + 10 * YEAR_MS))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(basicConstraints(), subjectAlternativeNames())),
  )
  const signature = createSign('sha256').update(body).sign(privateKey)
  const certificate = sequence(body, ECDSA_WITH_SHA256, bits(signature))
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(certificate) }
}

function basicConstraints(): Buffer {
  return sequence(objectId('2.5.29.19'), truth(), octets(sequence(truth())))
}

function subjectAlternativeNames(): Buffer {
  const address = der(0x87, Buffer.from([127, 0, 0, 1]))
  const host = der(0x82, Buffer.from('localhost'))
  return sequence(objectId('2.5.29.17'), octets(sequence(address, host)))
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
