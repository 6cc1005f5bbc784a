import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createWebServer } from '../../src/web/server.ts'

test('closing does not wait for a body that keeps coming', async () => {
  const app = createWebServer({
    routes: [(web) => void web.post('/slow', async () => 'done')],
    closeWithinMs: 50,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  const ended = once(socket, 'close')
  socket.on('error', () => undefined)
  socket.write(
    'POST /slow HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n[',
  )
  await once(app.server, 'request')
  await app.close()
  await ended
  expect(app.server.listening).toBe(false)
})

test('closing lets a request under way end', async () => {
  const arrived = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const app = createWebServer({
    routes: [
      (web) =>
        void web.get('/working', async () => {
          arrived.resolve()
          await go.promise
          return 'done'
        }),
    ],
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = fetch(`${url}/working`)
  await arrived.promise
  const closed = app.close()
  go.resolve()
  expect(await (await answer).text()).toBe('done')
  await closed
})
