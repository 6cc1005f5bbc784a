import { AwsFault } from './aws-service.ts'

/** What a signature says of its call. */
export interface CredentialScope {
  accessKeyId: string
  region: string
  service: string
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]{16,128})\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}$/

/**
 * Reads the header of Signature Version 4; the signature itself is not verified. Throws AwsFault.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readScope(authorization: string | undefined): CredentialScope {
  if (authorization === undefined)
    throw new AwsFault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
  const [, accessKeyId, region, service] = HEADER.exec(authorization) ?? []
  if (accessKeyId === undefined || region === undefined || service === undefined)
    throw new AwsFault('IncompleteSignature', 'The request signature does not conform to AWS standards.', 403)
  return { accessKeyId, region, service }
}
