// Formats that publishers mistake for a tar archive, by their first bytes in Latin-1.
const forms: [start: RegExp, name: string][] = [
  [/^PK/, 'a ZIP archive'],
  [/^\xfd7zXZ/, 'compressed with xz'],
  [/^BZh/, 'compressed with bzip2'],
  [/^\x28\xb5\x2f\xfd/, 'compressed with zstd'],
  [/^7z\xbc\xaf/, 'a 7z archive'],
  [/^\x1f\x8b/, 'compressed twice'],
  [/^\s*</, 'a web page or other markup'],
  [/^\s*[{[]/, 'JSON'],
]

/** Tells what bytes are that are no tar archive; `undefined` where that can't be seen. */
export function formOf(start: Buffer): string | undefined {
  const text = start.toString('latin1')
  return forms.find(([pattern]) => pattern.test(text))?.[1]
}
