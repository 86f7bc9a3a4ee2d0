import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { flagIn, numberIn, objectIn, textIn } from './read.js'
import { localesFor } from './texts.js'

/** One choice of a dropdown. */
export interface KonnectorOption {
  name: string
  value: string
}

/** Returns the text in the first of `locales` that has one. Fallbacks: English, then the top level of the manifest. */
type Localised = (locales: readonly string[]) => string | undefined

/** A form field that a person fills in. */
export interface KonnectorField {
  name: string
  type: string | undefined
  label: Localised
  description: Localised
  /** An example value, shown while the field is empty. */
  placeholder: Localised
  role: string | undefined
  required: boolean
  /** Hidden until the person asks for advanced fields. */
  advanced: boolean
  encrypted: boolean | undefined
  default: Json
  min: number | undefined
  max: number | undefined
  minLength: number | undefined
  maxLength: number | undefined
  pattern: string | undefined
  options: KonnectorOption[]
}

// A member of `fields` in old manifests. It is not a field itself, but contains further fields.
const advancedFields = 'advancedFields'

/** The fields of a konnector, in the order of the manifest. The fields in `advancedFields` come last. */
export function fieldsOf(manifest: Json): KonnectorField[] {
  const topLevel = objectIn(manifest)
  const { [advancedFields]: advanced, ...fields } = objectIn(topLevel.fields)
  return [
    ...Object.entries(fields).map(([name, field]) => fieldOf(topLevel, name, field, false)),
    ...Object.entries(objectIn(advanced)).map(([name, field]) => fieldOf(topLevel, name, field, true)),
  ]
}

function fieldOf(manifest: JsonObject, name: string, value: Json | undefined, advanced: boolean): KonnectorField {
  // In some manifests, the value of a field is only its type.
  const field = isJsonObject(value) ? value : { type: value }
  const localised =
    (member: string): Localised =>
    (locales) => {
      const texts = localesFor(manifest, [...locales, 'en']).map((locale) => objectIn(objectIn(locale.fields)[name]))
      return [...texts, field].flatMap((holder) => textIn(holder[member]) ?? [])[0]
    }
  return {
    name,
    type: textIn(field.type),
    label: localised('label'),
    description: localised('description'),
    placeholder: localised('placeholder'),
    role: textIn(field.role),
    // A field is required by default.
    required: flagIn(field.isRequired ?? field.required ?? true),
    advanced: advanced || flagIn(field.advanced),
    encrypted: field.encrypted === undefined ? undefined : flagIn(field.encrypted),
    default: field.default ?? null,
    min: numberIn(field.min),
    max: numberIn(field.max),
    minLength: numberIn(field.minLength),
    maxLength: numberIn(field.maxLength),
    pattern: textIn(field.pattern),
    options: Array.isArray(field.options) ? field.options.flatMap((option) => optionOf(option)) : [],
  }
}

// A choice is an object with a name and a value, or only a value. The empty string is a valid value.
function optionOf(option: Json): KonnectorOption[] {
  if (typeof option === 'string') return [{ name: option, value: option }]
  if (!isJsonObject(option)) return []
  const value = option.value ?? option.name
  if (typeof value !== 'string' && typeof value !== 'number') return []
  return [{ name: textIn(option.name) ?? textIn(option.label) ?? String(value), value: String(value) }]
}
