import type { Json } from '../../json.js'
import { objectIn, textsIn } from './read.js'

/** The categories in a manifest, without duplicates. Old manifests have a single `category`. */
export function manifestCategories(manifest: Json): string[] {
  const { categories, category } = objectIn(manifest)
  const listed = textsIn(categories)
  return [...new Set(listed.length > 0 ? listed : textsIn(category))]
}
