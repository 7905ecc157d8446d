import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, isStepCount, jsonSchema, Output, streamText, tool } from 'ai'
import { city, fields, question, result, weather } from './questions.mjs'

const apiKey = 'client-key'
const models = {
  'ai responses': ({ base, model }) => createOpenAI({ baseURL: base + '/v1', apiKey })(model),
  'ai chat': ({ base, model }) => createOpenAI({ baseURL: base + '/v1', apiKey }).chat(model),
  'ai compatible': ({ base, model }) =>
    createOpenAICompatible({ name: 'gateway', baseURL: base + '/v1', apiKey, supportsStructuredOutputs: true })(model),
  'ai anthropic': ({ base, model }) => createAnthropic({ baseURL: base + '/v1', apiKey })(model),
}
const offered = {
  tools: {
    [weather.name]: tool({
      description: weather.description,
      inputSchema: jsonSchema(weather.schema),
      execute: async () => result,
    }),
  },
  stopWhen: isStepCount(3),
}

function client(model, read) {
  const ask = call => ({ model: model(call), prompt: question })
  const stream = async (call, more) => {
    let told
    const answer = await read(call, streamText({ ...ask(call), ...more, onError: ({ error }) => (told = error) }))
    return told ? { ...answer, told: `onError ${told.statusCode ?? told.lastError?.statusCode ?? told}` } : answer
  }
  return {
    plain: async call => {
      const { text, finishReason } = await generateText(ask(call))
      return { text, finish: finishReason }
    },
    schema: async call => {
      const { output } = await generateText({ ...ask(call), output: Output.object({ schema: jsonSchema(city.schema) }) })
      return fields(output)
    },
    stream: call => stream(call, {}),
    tools: call => stream(call, offered),
  }
}

async function fullStream(call, { fullStream }) {
  let text = ''
  let finish
  for await (const part of fullStream) {
    if (part.type === 'text-delta') {
      text += part.text
      call.begun()
    } else if (part.type === 'finish') {
      finish = part.finishReason
    } else if (part.type === 'error') {
      throw part.error
    }
  }
  return { text, finish }
}

async function textStream(call, { textStream }) {
  let text = ''
  for await (const part of textStream) {
    text += part
    call.begun()
  }
  return { text }
}

export const aiSdk = {}
for (const [name, model] of Object.entries(models)) {
  aiSdk[`${name}, fullStream`] = client(model, fullStream)
  aiSdk[`${name}, textStream`] = client(model, textStream)
}
