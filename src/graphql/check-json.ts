import { limitExceeded, type GraphQLLimits } from './limits.js'

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Bounds the number and the depth of the values in a JSON text before it is parsed. A megabyte can hold a million lists. The
 * check stops at the first exceeded limit. The parser, not this check, refuses invalid syntax.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkJson(text: string, limits: Pick<GraphQLLimits, 'jsonValues' | 'jsonDepth'>): void {
  let [values, depth] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) i = endOfString(text, i)
    else if (code === closeList || code === closeObject) depth--
    else if (code === comma) values++
    else if (code === openList || code === openObject) {
      values++
      depth++
      if (depth > limits.jsonDepth) throw tooMuch('jsonDepth', 'nests', 'levels', limits.jsonDepth)
    }
    if (values > limits.jsonValues) throw tooMuch('jsonValues', 'has', 'values', limits.jsonValues)
  }
}

// The index of the closing quote of the string whose opening quote is at `start`.
function endOfString(json: string, start: number): number {
  let i = start + 1
  while (i < json.length && json.charCodeAt(i) !== quote) i += json.charCodeAt(i) === backslash ? 2 : 1
  return i
}

function tooMuch(name: 'jsonDepth' | 'jsonValues', verb: string, unit: string, limit: number) {
  return limitExceeded(name, `The JSON of the request ${verb}`, unit, { found: limit + 1, orMore: true, limit })
}
