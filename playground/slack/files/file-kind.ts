export interface FileKind {
  mimetype: string
  filetype: string
  /** As Slack's client words it. */
  pretty: string
  /** In pixels; only of images. */
  size?: { width: number; height: number }
}

const BY_EXTENSION: Record<string, FileKind> = {
  csv: { mimetype: 'text/csv', filetype: 'csv', pretty: 'CSV' },
  txt: { mimetype: 'text/plain', filetype: 'text', pretty: 'Plain Text' },
  json: { mimetype: 'application/json', filetype: 'json', pretty: 'JSON' },
  pdf: { mimetype: 'application/pdf', filetype: 'pdf', pretty: 'PDF' },
}

/** Images are told by their bytes, everything else by its name. */
export function kindOf({ name, bytes }: { name: string; bytes: Buffer | null }): FileKind {
  const image = bytes && imageKind(bytes)
  if (image) return image
  const extension = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const known = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
  return known ?? { mimetype: 'application/octet-stream', filetype: 'binary', pretty: 'Binary' }
}

export const isImage = ({ mimetype }: FileKind) => mimetype.startsWith('image/')

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function imageKind(bytes: Buffer): FileKind | undefined {
  if (bytes.length >= 24 && bytes.subarray(0, 8).equals(PNG)) {
    const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    return { mimetype: 'image/png', filetype: 'png', pretty: 'PNG', size }
  }
  if (bytes.length >= 10 && /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1'))) {
    const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    return { mimetype: 'image/gif', filetype: 'gif', pretty: 'GIF', size }
  }
  if (bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xffd8ff)
    return { mimetype: 'image/jpeg', filetype: 'jpg', pretty: 'JPEG' }
  return undefined
}
