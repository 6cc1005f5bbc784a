// Preloaded into the bot's process: standard input is a pipe from the playground, and its end means that the
// playground is gone, however it ended.
const GRACE_MS = 8_000

process.stdin.on('error', () => {})
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref()
})
process.stdin.resume()
process.stdin.unref?.()
