import OpenAI6 from 'openai6'
import OpenAI7 from 'openai'
import { city, fields, messages, question, result, weather } from './questions.mjs'

const tool = { type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }
const flatTool = { type: 'function', name: weather.name, description: weather.description, parameters: weather.schema, strict: true }
const chatFormat = { type: 'json_schema', json_schema: { name: city.name, schema: city.schema, strict: true } }
const textFormat = { format: { type: 'json_schema', name: city.name, schema: city.schema, strict: true } }

function chat(OpenAI) {
  const completions = ({ base }) => new OpenAI({ baseURL: base + '/v1', apiKey: 'client-key' }).chat.completions
  const plain = async (call, more) => {
    const answer = await completions(call).create({ model: call.model, messages, ...more })
    return { text: answer.choices[0].message.content, finish: answer.choices[0].finish_reason }
  }
  const schema = async call => {
    const answer = await plain(call, { response_format: chatFormat })
    return fields(JSON.parse(answer.text))
  }
  // As applications that read the stream themselves do: fragments of a call are joined by their index.
  const read = async (call, body) => {
    let text = ''
    let finish
    const calls = []
    for await (const chunk of await completions(call).create({ model: call.model, stream: true, ...body })) {
      const choice = chunk.choices[0]
      text += choice?.delta.content ?? ''
      finish = choice?.finish_reason ?? finish
      for (const { index, id, function: part } of choice?.delta.tool_calls ?? []) {
        calls[index] ??= { id, type: 'function', function: { name: part.name, arguments: '' } }
        calls[index].function.arguments += part.arguments ?? ''
      }
      if (text) call.begun()
    }
    return { text, finish, calls }
  }
  const tools = async (call, turn) => {
    const first = await turn(call, { messages, tools: [tool] })
    return turn(call, {
      messages: [
        ...messages,
        { role: 'assistant', content: null, tool_calls: first.calls },
        ...first.calls.map(one => ({ role: 'tool', tool_call_id: one.id, content: result })),
      ],
      tools: [tool],
    })
  }
  const help = async (call, body) => {
    const stream = completions(call).stream({ model: call.model, ...body })
    stream.on('content', () => call.begun())
    const answer = await stream.finalChatCompletion()
    const { message, finish_reason } = answer.choices[0]
    return { text: message.content, finish: finish_reason, calls: message.tool_calls }
  }
  return {
    raw: { plain, schema, stream: call => read(call, { messages }), tools: call => tools(call, read) },
    helper: {
      plain,
      schema: async call => {
        const answer = await completions(call).parse({ model: call.model, messages, response_format: chatFormat })
        return fields(JSON.parse(answer.choices[0].message.content))
      },
      stream: call => help(call, { messages }),
      tools: call => tools(call, help),
    },
  }
}

function responses(OpenAI) {
  const api = ({ base }) => new OpenAI({ baseURL: base + '/v1', apiKey: 'client-key' }).responses
  const whole = answer => ({ text: answer.output_text, finish: answer.incomplete_details?.reason ?? answer.status, answer })
  const plain = async (call, more) => whole(await api(call).create({ model: call.model, input: question, ...more }))
  const schema = async call => fields(JSON.parse((await plain(call, { text: textFormat })).text))
  const read = async (call, body) => {
    let text = ''
    let answer
    for await (const event of await api(call).create({ model: call.model, stream: true, ...body })) {
      if (event.type === 'response.output_text.delta') {
        text += event.delta
        call.begun()
      }
      answer = event.response ?? answer
    }
    return { text, finish: answer?.incomplete_details?.reason ?? answer?.status, answer }
  }
  const help = async (call, body) => {
    const stream = api(call).stream({ model: call.model, ...body })
    stream.on('response.output_text.delta', () => call.begun())
    return whole(await stream.finalResponse())
  }
  const tools = async (call, turn) => {
    const { answer } = await turn(call, { input: question, tools: [flatTool] })
    const outputs = answer.output
      .filter(item => item.type === 'function_call')
      .map(item => ({ type: 'function_call_output', call_id: item.call_id, output: result }))
    return turn(call, {
      input: [{ role: 'user', content: question }, ...answer.output.map(({ parsed_arguments, ...item }) => item), ...outputs],
      tools: [flatTool],
    })
  }
  const bare = action => async call => {
    const { text, finish } = await action(call)
    return { text, finish }
  }
  return {
    raw: { plain: bare(plain), schema, stream: bare(call => read(call, { input: question })), tools: bare(call => tools(call, read)) },
    helper: {
      plain: bare(plain),
      schema: async call => fields((await api(call).parse({ model: call.model, input: question, text: textFormat })).output_parsed),
      stream: bare(call => help(call, { input: question })),
      tools: bare(call => tools(call, help)),
    },
  }
}

export const openai = {}
for (const [version, OpenAI] of [['6', OpenAI6], ['7', OpenAI7]]) {
  openai[`openai ${version} chat, loop`] = chat(OpenAI).raw
  openai[`openai ${version} chat, helper`] = chat(OpenAI).helper
  openai[`openai ${version} responses, loop`] = responses(OpenAI).raw
  openai[`openai ${version} responses, helper`] = responses(OpenAI).helper
}
