#!/usr/bin/env bash
# Node's fetch (undici; Node 20.20.2 and 22.23.5): chunks of a body that have arrived, but have not been read when the connection
# breaks, are dropped: the next read throws "terminated". So a server that sends an error event and then breaks the
# connection reaches only readers that are not busy at that moment; a pause between the two helps. (The Streams standard
# says so: erroring a stream empties its queue.)
#
# Behaviour seen: a reader that pauses for 600 ms does not get the chunk that was sent 400 ms before, a prompt one does.
# Exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'kill "${server:-}" 2> /dev/null || true; rm -rf "$dir"' EXIT
cat > "$dir/server.mjs" <<'JS'
import { createServer } from 'node:http'
const server = createServer((request, response) => {
  response.write('first\n')
  setTimeout(() => response.write('reason\n', () => response.socket.end()), 200)
}).listen(0, '127.0.0.1', () => console.log(server.address().port))
JS
cat > "$dir/client.mjs" <<'JS'
async function read(pause) {
  const response = await fetch(`http://127.0.0.1:${process.argv[2]}`)
  const reader = response.body.getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + 'end'
      text += new TextDecoder().decode(value)
      if (text === 'first\n') await new Promise(go => setTimeout(go, pause))
    }
  } catch (error) {
    return text + error.message
  }
}
const prompt = await read(0)
const late = await read(600)
console.log(process.version, { prompt, late })
process.exit(prompt === 'first\nreason\nterminated' && late === 'first\nterminated' ? 0 : 1)
JS
node "$dir/server.mjs" > "$dir/port" &
server=$!
for _ in $(seq 50); do [ -s "$dir/port" ] && break; sleep 0.1; done
node "$dir/client.mjs" "$(cat "$dir/port")"
