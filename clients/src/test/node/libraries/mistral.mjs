import { Mistral } from '@mistralai/mistralai'
import { city, fields, messages, result, weather } from './questions.mjs'

const tool = { type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }
const responseFormat = { type: 'json_schema', jsonSchema: { name: city.name, schemaDefinition: city.schema, strict: true } }

const api = ({ base }) => new Mistral({ serverURL: base, apiKey: 'client-key' }).chat

async function plain(call, more) {
  const { choices } = await api(call).complete({ model: call.model, messages, ...more })
  return { text: choices[0].message.content, finish: choices[0].finishReason }
}

async function read(call, more) {
  let text = ''
  let finish
  const toolCalls = []
  for await (const { data } of await api(call).stream({ model: call.model, messages, ...more })) {
    const choice = data.choices[0]
    text += choice?.delta.content ?? ''
    finish = choice?.finishReason ?? finish
    for (const part of choice?.delta.toolCalls ?? []) {
      const one = (toolCalls[part.index] ??= { id: part.id, function: { name: part.function.name, arguments: '' } })
      one.function.arguments += part.function.arguments
    }
    if (text) call.begun()
  }
  return { text, finish, toolCalls }
}

async function tools(call, turn) {
  const { toolCalls } = await turn(call, { tools: [tool] })
  const results = toolCalls.map(one => ({ role: 'tool', toolCallId: one.id, name: one.function.name, content: result }))
  return turn(call, { messages: [...messages, { role: 'assistant', toolCalls }, ...results], tools: [tool] })
}

export const mistral = {
  '@mistralai/mistralai': {
    plain,
    schema: async call => fields(JSON.parse((await plain(call, { responseFormat })).text)),
    stream: read,
    tools: call => tools(call, read),
  },
}
