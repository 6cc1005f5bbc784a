/** Before a connection stood: nothing can have arrived. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']
/** https://nodejs.org/api/tls.html: the other end's certificate was refused. */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|HOSTNAME_MISMATCH)/
const BROKEN = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']

interface NetworkError {
  name?: string
  code?: string
  syscall?: string
  message?: string
}

export function wasNeverSent({ code = '', syscall, message = '' }: NetworkError): boolean {
  if (NOT_CONNECTED.includes(code) || CERTIFICATE.test(code)) return true
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true
  // Of the SDK's connection timeout, which has no code of its own, and of Node's TLS.
  return /did not establish a connection|before secure TLS connection/.test(message)
}

/** The connection broke or stayed silent: what was sent may have been carried out. */
export function isNetworkError({ name, code = '', message = '' }: NetworkError): boolean {
  return (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    BROKEN.includes(code) ||
    /^aborted$|hang up/.test(message)
  )
}
