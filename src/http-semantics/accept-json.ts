import { remembering, weightsIn } from './quality-values.js'

/** Whether a client with this `Accept` header can be given JSON (RFC 9110, 12.5.1); most clients send none. */
export function takesJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '' || allowsJson(accept)
}

const allowsJson = remembering((accept) => {
  const weights = weightsIn(accept)
  const closest = ['application/json', 'application/*', '*/*'].find((range) => weights.has(range))
  return closest !== undefined && weights.get(closest) !== 0
})
