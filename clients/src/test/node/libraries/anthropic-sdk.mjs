import Anthropic from '@anthropic-ai/sdk'
import { city, fields, messages, result, weather } from './questions.mjs'

const tool = { name: weather.name, description: weather.description, input_schema: weather.schema }
const format = { output_config: { format: { type: 'json_schema', schema: city.schema } } }

const api = ({ base }) => new Anthropic({ baseURL: base, apiKey: 'client-key' }).messages
const body = ({ model }, more) => ({ model, max_tokens: 100, messages, ...more })
const text = blocks => blocks.filter(block => block.type === 'text').map(block => block.text).join('')
const whole = message => ({ text: text(message.content), finish: message.stop_reason, content: message.content })

const plain = async call => whole(await api(call).create(body(call)))
const schema = async call => fields(JSON.parse(whole(await api(call).create(body(call, format))).text))

async function read(call, more) {
  const blocks = []
  let finish
  for await (const event of await api(call).create(body(call, { stream: true, ...more }))) {
    switch (event.type) {
      case 'content_block_start':
        blocks[event.index] = { ...event.content_block, json: '' }
        break
      case 'content_block_delta':
        if (event.delta.type === 'text_delta') {
          blocks[event.index].text += event.delta.text
          call.begun()
        } else if (event.delta.type === 'input_json_delta') {
          blocks[event.index].json += event.delta.partial_json
        }
        break
      case 'message_delta':
        finish = event.delta.stop_reason
    }
  }
  const content = blocks.map(({ json, ...block }) => (block.type === 'tool_use' ? { ...block, input: JSON.parse(json) } : block))
  return { text: text(content), finish, content }
}

async function help(call, more) {
  const stream = api(call).stream(body(call, more))
  stream.on('text', () => call.begun())
  return whole(await stream.finalMessage())
}

async function tools(call, turn) {
  const { content } = await turn(call, { tools: [tool] })
  const results = content
    .filter(block => block.type === 'tool_use')
    .map(block => ({ type: 'tool_result', tool_use_id: block.id, content: result }))
  return turn(call, {
    messages: [...messages, { role: 'assistant', content }, { role: 'user', content: results }],
    tools: [tool],
  })
}

export const anthropicSdk = {
  '@anthropic-ai/sdk, loop': { plain, schema, stream: read, tools: call => tools(call, read) },
  '@anthropic-ai/sdk, helper': { plain, schema, stream: help, tools: call => tools(call, help) },
}
