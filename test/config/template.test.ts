import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTemplate, TemplateError } from '../../src/config/template.js'

const env = { A: 'alpha', B: 'beta', EMPTY: '', ODD: '{{ .Env.A }}<&>' }

describe('renders', () => {
  it.each([
    ['{{ .Env.A }}', 'alpha'],
    ['{{.Env.A}}-{{.Env.B}}', 'alpha-beta'],
    ['[{{ .Env.NONE }}]', '[]'],
    ['{{ .Env.ODD }}', '{{ .Env.A }}<&>'],
    ['a {{- .Env.A -}} b', 'aalphab'],
    ['a\n\t {{- " " }} b', 'a  b'],
    ['a {{/* }} "odd */}}b', 'a b'],
    ['a {{- /* c */ -}} b', 'ab'],
    ['{{ index .Env "A" }}', 'alpha'],
    ['{{ or .Env.NONE .Env.EMPTY "text" }}', 'text'],
    ['{{ or .Env.B "text" }}', 'beta'],
    ['{{ or .Env.NONE .Env.EMPTY }}', ''],
    ['{{ "}}" }}{{ `"` }}', '}}"'],
    ['{{ if .Env.A }}yes{{ end }}', 'yes'],
    ['{{ if .Env.EMPTY }}yes{{ else }}no{{ end }}', 'no'],
    ['{{ if or .Env.NONE .Env.B }}yes{{ end }}', 'yes'],
    ['{{ if .Env.NONE }}{{ if .Env.A }}x{{ else }}y{{ end }}{{ else }}{{ .Env.B }}{{ end }}', 'beta'],
    ['{{ if .Env.NONE }}{{ if .Env.NONE }}x{{ else }}y{{ end }}{{ end }}', ''],
    ['{{ if .Env.A }}{{ if .Env.NONE }}x{{ else }}y{{ end }}{{ else }}z{{ end }}', 'y'],
  ])('%s as "%s"', (source, expected) => {
    expect(renderTemplate(source, env)).toBe(expected)
  })
})

describe('refuses', () => {
  it.each([
    '{{ .Env.A',
    '{{ "}}',
    '{{ .Foo }}',
    '{{ .Env }}',
    '{{ .Env.A.B }}',
    '{{ .Env.A | html }}',
    '{{ printf "%s" .Env.A }}',
    '{{ range .Env }}{{ end }}',
    '{{ if .Env.A }}',
    '{{ if }}{{ end }}',
    '{{ else }}',
    '{{ end }}',
    '{{ if .Env.A }}{{ else }}{{ else }}{{ end }}',
    '{{ if .Env.A }}{{ else if .Env.B }}{{ end }}',
    '{{ or }}',
    '{{ index .Env }}',
    '{{ index .Env A }}',
    '{{}}',
    '{{/* open',
    '{{ if .Env.NONE }}{{ .Foo }}{{ end }}',
  ])('%s', (source) => {
    expect(() => renderTemplate(source, env)).toThrow(TemplateError)
  })
})

const textWithoutBraces = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('{'))
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)

it('leaves text without actions unchanged', () => {
  fc.assert(fc.property(textWithoutBraces, (text) => renderTemplate(text, env) === text))
})

it('inserts any value unchanged, whatever text surrounds the action', () => {
  fc.assert(
    fc.property(
      textWithoutBraces,
      name,
      fc.string({ unit: 'binary' }),
      textWithoutBraces,
      (before, key, value, after) => {
        const values = { [key]: value }
        expect(renderTemplate(`${before}{{ .Env.${key} }}${after}`, values)).toBe(before + value + after)
        expect(renderTemplate(`${before}{{index .Env "${key}"}}${after}`, values)).toBe(before + value + after)
        const either = `${before}{{ if .Env.${key} }}1{{ else }}0{{ end }}${after}`
        expect(renderTemplate(either, values)).toBe(before + (value ? '1' : '0') + after)
      },
    ),
  )
})

it('trims exactly the white space next to a trim mark', () => {
  const blank = fc.stringMatching(/^[ \t\r\n]{0,4}$/)
  fc.assert(
    fc.property(textWithoutBraces, blank, blank, textWithoutBraces, (before, left, right, after) => {
      const source = `${before}x${left}{{- .Env.A -}}${right}x${after}`
      expect(renderTemplate(source, env)).toBe(`${before}xalphax${after}`)
    }),
  )
})

it('returns a text or throws a TemplateError for every template', () => {
  const part = fc.constantFrom('{{', '}}', '-', ' ', '"', '`', '/*', '*/', '.Env.A', 'if', 'else', 'end', 'or', 'x')
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      try {
        renderTemplate(parts.join(''), env)
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError)
      }
    }),
  )
})
