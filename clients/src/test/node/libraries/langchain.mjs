import { HumanMessage, ToolMessage } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import { city, fields, question, result, weather } from './questions.mjs'

// Fewer retries than the six of its default, which wait for a minute and more.
const maxRetries = 2

function client(useResponsesApi) {
  const chat = ({ base, model }) =>
    new ChatOpenAI({ model, apiKey: 'client-key', configuration: { baseURL: base + '/v1' }, maxRetries, useResponsesApi })
  const text = message => (typeof message.content === 'string' ? message.content : message.text)
  const whole = message => {
    const { finish_reason, incomplete_details, status } = message.response_metadata
    return { text: text(message), finish: finish_reason ?? incomplete_details?.reason ?? status }
  }
  const read = async (call, model, input) => {
    let message
    for await (const chunk of await model.stream(input)) {
      message = message ? message.concat(chunk) : chunk
      if (text(message)) call.begun()
    }
    return message
  }
  return {
    plain: async call => whole(await chat(call).invoke(question)),
    schema: async call =>
      fields(await chat(call).withStructuredOutput(city.schema, { name: city.name, method: 'jsonSchema', strict: true }).invoke(question)),
    stream: async call => whole(await read(call, chat(call), question)),
    tools: async call => {
      const tool = { type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }
      const model = chat(call).bindTools([tool])
      const asked = new HumanMessage(question)
      const first = await read(call, model, [asked])
      const results = first.tool_calls.map(({ id }) => new ToolMessage({ tool_call_id: id, content: result }))
      return whole(await read(call, model, [asked, first, ...results]))
    },
  }
}

export const langchain = {
  '@langchain/openai chat': client(false),
  '@langchain/openai responses': client(true),
}
