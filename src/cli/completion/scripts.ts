import type { CommandWords } from './vocabulary.js'

/** The names under which the program is installed. */
const programs = ['cozy-registry', 'cozy-apps-registry']

/** Shells that a script can be made for. */
export const scripts = { bash, zsh, fish } as const satisfies Record<string, (words: CommandWords[]) => string>

function bash(words: CommandWords[]): string {
  return `# Completion of cozy-registry in bash.
${candidates(words)}
_cozy_registry() {
  local current=\${COMP_WORDS[COMP_CWORD]} path= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word != -* ]] && _cozy_registry_words "$path $word" >/dev/null && path="$path $word"
  done
  mapfile -t COMPREPLY < <(compgen -W "$(_cozy_registry_words "$path")" -- "$current")
}
complete -o default -F _cozy_registry ${programs.join(' ')}
`
}

function zsh(words: CommandWords[]): string {
  return `#compdef ${programs.join(' ')}
# Completion of cozy-registry in zsh.
${candidates(words)}
_cozy_registry() {
  local path_= word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word != -* ]] && _cozy_registry_words "$path_ $word" >/dev/null && path_="$path_ $word"
  done
  compadd -- \${=$(_cozy_registry_words "$path_")} || _files
}
compdef _cozy_registry ${programs.join(' ')}
`
}

// A function that prints what may follow the words of a command, for the shells that share the language of `case`.
function candidates(words: CommandWords[]): string {
  const cases = words.map(({ path, aliases, commands, flags }) => {
    const names = [path, ...aliases.map((alias) => [...path.slice(0, -1), alias])]
    const patterns = names.map((name) => quoted(name.map((word) => ` ${word}`).join('')))
    const following = [...commands, ...flags.map(({ name }) => name), '--help']
    return `    ${patterns.join(' | ')}) echo ${quoted(following.join(' '))} ;;`
  })
  return ['_cozy_registry_words() {', '  case $1 in', ...cases, '    *) return 1 ;;', '  esac', '}'].join('\n')
}

function fish(words: CommandWords[]): string {
  const lines = words.flatMap(({ path, aliases, commands, flags }) => {
    const condition = fishCondition(path, aliases, words)
    return [
      ...commands.map((name) => `-n ${quoted(condition)} -f -a ${name} -d ${quoted(describe(words, [...path, name]))}`),
      ...flags.map(({ name, description, takesValue }) => {
        return `-n ${quoted(condition)} -l ${name.slice(2)} -d ${quoted(description)}${takesValue ? ' -r' : ''}`
      }),
    ]
  })
  const complete = programs.flatMap((program) => lines.map((line) => `complete -c ${program} ${line}`))
  return ['# Completion of cozy-registry in fish.', ...complete, ''].join('\n')
}

// Holds while exactly this command has been named.
function fishCondition(path: string[], aliases: string[], words: CommandWords[]): string {
  const [first] = words
  if (path.length === 0) return `not __fish_seen_subcommand_from ${first?.commands.join(' ') ?? ''}`
  const own = [path.at(-1), ...aliases].join(' ')
  const above = path.slice(0, -1).map((word) => `__fish_seen_subcommand_from ${word}; and `)
  return `${above.join('')}__fish_seen_subcommand_from ${own}`
}

function describe(words: CommandWords[], path: string[]): string {
  const above = path.slice(0, -1).join(' ')
  const name = path.at(-1) ?? ''
  const found = words.find(
    (each) => each.path.slice(0, -1).join(' ') === above && (each.path.at(-1) === name || each.aliases.includes(name)),
  )
  return found?.description ?? ''
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
