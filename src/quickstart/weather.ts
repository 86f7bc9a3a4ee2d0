import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../make-folder.js'

/** The remote doctype of the examples. */
export const weatherDoctype = 'org.example.weather'

/** The path of the weather on the server of the examples. */
export const weatherPath = '/weather'

const weatherAddress = /http:\/\/127\.0\.0\.1:\d+\/weather\b/

/** Answers a query with the weather of a city, as JSON. The weather is always the same. */
export function weatherText(query: string | undefined): string {
  const city = new URLSearchParams(query).get('city')
  return `${JSON.stringify({ city, sky: 'sunny', rain: false, temperature: 24 })}\n`
}

/**
 * Writes the definition of the remote doctype. The server of the examples has a new port at each start. So in an existing
 * definition, only the address of the server is replaced.
 * @param folder the folder of all definitions
 * @param origin the URL of the server of the examples
 */
export async function defineWeather(folder: string, origin: string): Promise<void> {
  const file = join(folder, weatherDoctype, 'request')
  const address = `${origin}${weatherPath}`
  const existing = await readFile(file, 'utf8').catch(() => '')
  const definition =
    existing.replace(weatherAddress, address) || `GET ${address}?city={{city}}\nAccept: application/json\n`
  await makeFolder(join(folder, weatherDoctype))
  await writeFile(file, definition)
}
