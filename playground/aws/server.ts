import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AwsFault, type AwsCall, type AwsResult, type AwsService } from './aws-service.ts'
import { isWrite, nameIn } from './call-subject.ts'
import { passDoor, type Door } from './door.ts'
import type { AwsHooks, HookVerdict } from './hooks.ts'
import type { Journal } from './journal.ts'
import { PROTOCOLS } from './protocol/protocols.ts'
import type { WireAnswer } from './protocol/wire.ts'
import { readRequest } from './read-request.ts'

export interface AwsServerDeps extends Door {
  services: Record<AwsCall['service'], AwsService>
  hooks: AwsHooks
  journal: Journal
  /** After something was changed. */
  onChange(): void
}

export interface AwsServer {
  server: Server
  /** Cuts every connection that waits for an answer, also those that would never get one. */
  cutOpen(): void
  stop(): Promise<void>
}

const KEEP_ALIVE_MS = 60_000

/** One account over HTTP. */
export function createAwsServer(deps: AwsServerDeps): AwsServer {
  const open = new Set<ServerResponse>()
  const server = createServer((incoming, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    serve(deps, incoming, response).catch((error: unknown) => {
      console.error('simulated aws:', error)
      response.destroy()
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const cutOpen = () => {
    for (const response of open) response.destroy()
  }
  return {
    server,
    cutOpen,
    async stop() {
      cutOpen()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function serve(
  deps: AwsServerDeps,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID()
  let request
  try {
    request = await readRequest(incoming, requestId)
  } catch (error) {
    if (!(error instanceof AwsFault)) return void response.destroy()
    const isJson = incoming.headers['x-amz-target'] !== undefined
    return send(response, PROTOCOLS[isJson ? 'ssm' : 'elasticache'].refuse(requestId, error))
  }
  const { call, sessionToken } = request
  const subject = { operation: call.operation, name: nameIn(call) }
  if (deps.faults.use('unreachable', subject)) return void response.destroy()
  if (!goesOn(await askHook(deps, call, 'before'), response)) return
  const { answer, isEffective } = carryOut(deps, call, sessionToken)
  if (!goesOn(await askHook(deps, call, 'after'), response)) return
  if (isEffective && deps.faults.use('lost-answers', subject)) return void response.destroy()
  send(response, answer)
}

/** In one go: a call is carried out whole or not at all. */
function carryOut(
  deps: AwsServerDeps,
  call: AwsCall,
  sessionToken: string | undefined,
): { answer: WireAnswer; isEffective: boolean } {
  const protocol = PROTOCOLS[call.service]
  const at = deps.now()
  let result: AwsResult
  try {
    passDoor(deps, call, sessionToken)
    const service = deps.services[call.service]
    if (!service.operations.includes(call.operation)) throw unknownOperation(call)
    result = service.answer(call)
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error
    deps.journal.add(call, { at, code: error.code })
    return { answer: protocol.refuse(call.requestId, error), isEffective: false }
  }
  const { isEffective } = deps.journal.add(call, { at, code: null })
  if (isEffective) deps.onChange()
  return { answer: protocol.write(call, result), isEffective }
}

function unknownOperation({ service, operation }: AwsCall): AwsFault {
  const [code, status] = PROTOCOLS[service].codes.unknownOperation
  return new AwsFault(code, `the simulated ${service} has no operation ${operation}`, status)
}

async function askHook(
  { hooks }: AwsServerDeps,
  call: AwsCall,
  phase: 'before' | 'after',
): Promise<HookVerdict> {
  const { onCall } = hooks
  if (!onCall) return 'go'
  return onCall({ ...call, name: nameIn(call), isWrite: isWrite(call.operation) }, phase)
}

function goesOn(verdict: HookVerdict, response: ServerResponse): boolean {
  if (verdict === 'drop') response.destroy()
  return verdict === 'go' && !response.destroyed
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  if (response.destroyed) return
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
