import type { CommandWords, FlagWords, vocabularyOf } from './vocabulary.js'

type Vocabulary = ReturnType<typeof vocabularyOf>

/** Shells that a script can be made for, with what makes it. */
export const scripts = { bash, zsh, fish } as const

function bash(words: Vocabulary): string {
  return `# Completion of cozy-registry in bash.
${following(words)}
_cozy_registry() {
  local current=\${COMP_WORDS[COMP_CWORD]} command= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    _cozy_registry_words "$command $word" >/dev/null && command="$command $word"
  done
  mapfile -t COMPREPLY < <(compgen -W "$(_cozy_registry_words "$command")" -- "$current")
}
complete -o default -F _cozy_registry cozy-registry cozy-apps-registry
`
}

function zsh(words: Vocabulary): string {
  return `#compdef cozy-registry cozy-apps-registry
# Completion of cozy-registry in zsh.
${following(words)}
_cozy_registry() {
  local command= word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    _cozy_registry_words "$command $word" >/dev/null && command="$command $word"
  done
  compadd -- \${=$(_cozy_registry_words "$command")} || _files
}
compdef _cozy_registry cozy-registry cozy-apps-registry
`
}

// A function that prints what may follow a command, in the language that bash and zsh share; fails for what is no command.
function following({ program, commands }: Vocabulary): string {
  const cases = [program, ...commands].map((each) => {
    const names = [each.path, ...each.aliases.map((alias) => [...each.path.slice(0, -1), alias])]
    const patterns = names.map((name) => quoted(name.map((word) => ` ${word}`).join('')))
    const own = [...each.commands, ...each.flags.map(({ name }) => name)]
    return `    ${patterns.join(' | ')}) words=${quoted(own.join(' '))} ;;`
  })
  const globals = [...program.flags.map(({ name }) => name), '--help'].join(' ')
  return `_cozy_registry_words() {
  local words
  case $1 in
${cases.join('\n')}
    *) return 1 ;;
  esac
  echo "$words ${globals}"
}`
}

function fish({ program, commands }: Vocabulary): string {
  const top = `not __fish_seen_subcommand_from ${program.commands.join(' ')}`
  return [
    '# Completion of cozy-registry in fish.',
    'complete -c cozy-apps-registry -w cozy-registry',
    ...program.flags.map((flag) => fishFlag(flag)),
    ...commands.filter(({ path }) => path.length === 1).flatMap((command) => fishNames(command, top)),
    ...commands.flatMap((command) => {
      const chosen = `__fish_seen_subcommand_from ${[command.path.at(-1), ...command.aliases].join(' ')}`
      const inner = commands.filter(({ path }) => path.length === 2 && path[0] === command.path[0])
      return [
        ...(command.path.length === 1 ? inner.flatMap((each) => fishNames(each, chosen)) : []),
        ...command.flags.map((flag) => fishFlag(flag, chosen)),
      ]
    }),
    '',
  ].join('\n')
}

function fishNames({ path, aliases, description }: CommandWords, condition: string): string[] {
  return [path.at(-1) ?? '', ...aliases].map(
    (name) => `complete -c cozy-registry -n ${quoted(condition)} -f -a ${name} -d ${quoted(description)}`,
  )
}

function fishFlag({ name, description, takesValue }: FlagWords, condition?: string): string {
  const when = condition === undefined ? '' : ` -n ${quoted(condition)}`
  return `complete -c cozy-registry${when} -l ${name.slice(2)} -d ${quoted(description)}${takesValue ? ' -r' : ''}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
