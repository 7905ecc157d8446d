import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents'
import OpenAI from 'openai'
import { z } from 'zod'
import { fields, question, result, weather } from './questions.mjs'

setTracingDisabled(true)
const offered = tool({
  name: weather.name,
  description: weather.description,
  parameters: z.object({ city: z.string() }),
  execute: async () => result,
})

function client(useResponses) {
  const run = ({ base, model }, options, settings) => {
    const openAIClient = new OpenAI({ baseURL: base + '/v1', apiKey: 'client-key' })
    const runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient, useResponses }), tracingDisabled: true })
    return runner.run(new Agent({ name: 'agent', instructions: 'Answer.', model, ...settings }), question, options)
  }
  const stream = async (call, settings) => {
    const answer = await run(call, { stream: true }, settings)
    let text = ''
    for await (const part of answer.toTextStream()) {
      text += part
      call.begun()
    }
    await answer.completed
    return { text: answer.finalOutput ?? text }
  }
  return {
    plain: async call => ({ text: (await run(call, {})).finalOutput }),
    schema: async call => fields((await run(call, {}, { outputType: z.object({ city: z.string() }) })).finalOutput),
    stream: call => stream(call, {}),
    tools: call => stream(call, { tools: [offered] }),
  }
}

export const agents = {
  '@openai/agents responses': client(true),
  '@openai/agents chat': client(false),
}
