// The same questions for all libraries.
export const question = 'Hello'
export const result = 'sunny'
export const messages = [{ role: 'user', content: question }]

const schema = (name, description) => ({
  type: 'object',
  properties: { [name]: { type: 'string', description } },
  required: [name],
  additionalProperties: false,
})

export const weather = { name: 'weather', description: 'The weather of a city', schema: schema('city', 'A city') }
export const city = { name: 'city', schema: schema('city', 'A city') }

/** The JSON of an answer with a schema, whose values are the text. */
export const fields = value => ({ text: value.city, finish: 'stop' })
