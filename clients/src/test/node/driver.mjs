// Runs one call of a client library per line of standard input, and writes one line per result: {id, text, finish, error}.
// A line {id, started: true} tells that the first piece of a stream has come.
import { createInterface } from 'node:readline'
import { anthropicSdk } from './libraries/anthropic-sdk.mjs'
import { aiSdk } from './libraries/ai-sdk.mjs'
import { agents } from './libraries/agents.mjs'
import { langchain } from './libraries/langchain.mjs'
import { mistral } from './libraries/mistral.mjs'
import { openai } from './libraries/openai.mjs'

const clients = { ...openai, ...anthropicSdk, ...aiSdk, ...agents, ...langchain, ...mistral }
const write = line => process.stdout.write(JSON.stringify(line) + '\n')

// Some clients reject promises besides the one that they return.
process.on('unhandledRejection', () => {})
process.on('uncaughtException', error => process.stderr.write(`uncaught: ${error?.stack}\n`))
for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
  console[level] = (...words) => process.stderr.write(words.join(' ') + '\n')
}

async function run({ id, client, action, base, model }) {
  let started = false
  const call = {
    base,
    model,
    begun: () => {
      if (!started) {
        started = true
        write({ id, started })
      }
    },
  }
  try {
    write({ id, ...(await clients[client][action](call)) })
  } catch (error) {
    write({ id, error: described(error) })
  }
}

function described(error) {
  const texts = []
  let status
  const seen = new Set()
  for (let one = error; one && !seen.has(one); one = one.cause ?? one.lastError ?? one.rawError) {
    seen.add(one)
    status ??= one.status ?? one.statusCode
    texts.push(typeof one === 'string' ? one : (one.message ?? ''), text(one.error), text(one.responseBody), text(one.body))
    if (!(one instanceof Error)) {
      texts.push(text(one))
    }
  }
  const name = error?.constructor?.name === 'Object' ? 'object' : (error?.constructor?.name ?? String(error))
  return { name, status: Number.isInteger(status) ? status : undefined, message: texts.filter(Boolean).join(' | ') }
}

function text(value) {
  try {
    return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    return ''
  }
}

write({ clients: Object.keys(clients), node: process.version })
createInterface({ input: process.stdin }).on('line', line => run(JSON.parse(line))).on('close', () => process.exit())
