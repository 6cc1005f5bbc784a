import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = new URL('./', import.meta.url)

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const VENDOR: Record<string, string> = {
  '/vendor/preact.mjs': 'preact',
  '/vendor/preact-hooks.mjs': 'preact/hooks',
  '/vendor/htm.mjs': 'htm',
}

/** Answers the page's own paths (`/`, permalinks, `/assets`, `/vendor`); false when the path is not one of them. */
export async function servePage(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const path = new URL(request.url ?? '/', 'http://page').pathname
  const file = await find(path)
  if (!file) return false
  response.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(file.policy ? { 'content-security-policy': file.policy } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : file.body)
  return true
}

interface PageFile {
  body: string
  type: string
  policy?: string
}

async function find(path: string): Promise<PageFile | null> {
  if (path === '/' || path.startsWith('/archives/')) return index()
  const module = VENDOR[path]
  if (module) return { body: await read(new URL(import.meta.resolve(module))), type: TYPES['.js'] ?? '' }
  const asset = /^\/assets\/([a-z0-9-]+\.(?:js|css|svg))$/.exec(path)?.[1]
  if (!asset) return null
  try {
    return { body: await read(new URL(`assets/${asset}`, HERE)), type: TYPES[extname(asset)] ?? 'text/plain' }
  } catch {
    return null
  }
}

async function index(): Promise<PageFile> {
  const body = await read(new URL('index.html', HERE))
  return { body, type: 'text/html; charset=utf-8', policy: policyFor(body) }
}

/** Nothing but this origin: no remote script, style, image or connection, and no inline script but the import map. */
function policyFor(page: string): string {
  const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(importMap).digest('base64')
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function read(url: URL): Promise<string> {
  return readFile(fileURLToPath(url), 'utf8')
}
