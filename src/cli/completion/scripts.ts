import type { CommandInfo, FlagInfo, commandTreeOf } from './command-tree.js'

type CommandTree = ReturnType<typeof commandTreeOf>

/** The functions that generate completion scripts, by shell. */
export const scripts = { bash, zsh, fish } as const

function bash(tree: CommandTree): string {
  return `# Completion of cozy-registry in bash.
${shellFunctions(tree)}
_cozy_registry() {
  local words=() current before replaced command= word values registry=() space=()
  # bash splits words at colons. The names of instances may have one.
  for word in "\${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ $word == : || ( \${#words[@]} -gt 0 && \${words[-1]} == *: ) ]]; then words[-1]+=$word
    else words+=("$word"); fi
  done
  current=\${words[-1]} before=\${words[-2]}
  words=("\${words[@]:1:\${#words[@]}-2}")
  _cozy_registry_choose "\${words[@]}"
  # bash splits --flag=value into three words.
  [[ $current == = ]] && current=
  [[ $before == = ]] && before=\${words[-2]}
  # A candidate replaces only what is behind the last colon.
  [[ $COMP_WORDBREAKS == *:* ]] && replaced=\${current%"\${current##*:}"}
  if ! values=$(_cozy_registry_values "$before"); then
    for word in "\${words[@]}"; do
      _cozy_registry_words "$command $word" >/dev/null && command="$command $word"
    done
    values=$(_cozy_registry_words "$command")
    [[ $current == -* ]] || values+=" $(_cozy_registry_names "$command" "$before")"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
  COMPREPLY=("\${COMPREPLY[@]#"$replaced"}")
}
complete -o default -F _cozy_registry cozy-registry cozy-apps-registry
`
}

function zsh(tree: CommandTree): string {
  return `#compdef cozy-registry cozy-apps-registry
# Completion of cozy-registry in zsh.
${shellFunctions(tree)}
_cozy_registry() {
  local command= word values registry=() space=()
  _cozy_registry_choose "\${(@)words[2,CURRENT-1]}"
  if [[ $words[CURRENT] == --*=* ]] && values=$(_cozy_registry_values "\${words[CURRENT]%%=*}"); then
    compset -P '*='
    [[ -z $values ]] && _files || compadd -- \${=values}
    return
  fi
  if values=$(_cozy_registry_values "$words[CURRENT-1]"); then
    [[ -z $values ]] && _files || compadd -- \${=values}
    return
  fi
  for word in "\${(@)words[2,CURRENT-1]}"; do
    _cozy_registry_words "$command $word" >/dev/null && command="$command $word"
  done
  values=$(_cozy_registry_words "$command")
  [[ $words[CURRENT] == -* ]] || values+=" $(_cozy_registry_names "$command" "$words[CURRENT-1]")"
  compadd -- \${=values} || _files
}
compdef _cozy_registry cozy-registry cozy-apps-registry
`
}

// Shell functions for both bash and zsh:
// - `_cozy_registry_words` prints the words that may follow a command. For an unknown command, it fails.
// - `_cozy_registry_values` prints the allowed values of a flag. If the flag takes any value, it prints nothing. For an unknown
//   flag, it fails.
// - `_cozy_registry_names` prints the names in the registry (of spaces, applications and so on) that may follow a command. After
//   an application, it prints the versions that may follow.
// - `_cozy_registry_choose` finds the flags in the command line that choose the registry and the space.
// - `_cozy_registry_ask` runs a listing command of this program (such as `ls-apps`) with these flags.
function shellFunctions({ program, commands }: CommandTree): string {
  const cases = [program, ...commands].map((each) => {
    const own = [...each.commands, ...each.values, ...each.flags.map(({ name }) => name)]
    return `    ${patternsOf(each)}) words=${quoted(own.join(' '))} ;;`
  })
  const named = commands.filter(({ listings }) => listings.length > 0)
  const nameCases = named.map((each) => `    ${patternsOf(each)}) ${namesCall(each)} ;;`)
  const globals = [...program.flags.map(({ name }) => name), '--help'].join(' ')
  const choosing = choosingFlags(program)
  return `_cozy_registry_choose() {
  local word flag=
  for word; do
    # bash splits --flag=value into three words.
    [[ $word == = ]] && continue
    if [[ $flag == --space ]]; then space=(--space "$word") flag=
    elif [[ -n $flag ]]; then registry+=("$flag" "$word") flag=
    else
      case $word in
        ${[...choosing, '--space'].join(' | ')}) flag=$word ;;
        --space=*) space=("$word") ;;
        ${choosing.map((name) => `${name}=*`).join(' | ')}) registry+=("$word") ;;
      esac
    fi
  done
}
_cozy_registry_ask() {
  cozy-registry "$@" "\${registry[@]}" 2>/dev/null </dev/null | ${onePerLine} | ${safeNames}
}
_cozy_registry_words() {
  local words
  case $1 in
${cases.join('\n')}
    *) return 1 ;;
  esac
  echo "$words ${globals}"
}
_cozy_registry_values() {
  case $1 in
${valueCases([program, ...commands]).join('\n')}
    *) return 1 ;;
  esac
}
_cozy_registry_names() {
  case $1 in
${nameCases.join('\n')}
  esac
}`
}

function patternsOf({ path, aliases }: CommandInfo): string {
  const names = [path, ...aliases.map((alias) => [...path.slice(0, -1), alias])]
  return names.map((name) => quoted(name.map((word) => ` ${word}`).join(''))).join(' | ')
}

// The shell code that runs a listing command. If the command fails, the code prints nothing.
function listingCall(listing: string): string {
  return `_cozy_registry_ask ${listing}${isOfSpace(listing) ? ' "${space[@]}"' : ''}`
}

function namesCall({ listings, appListings, path, aliases }: CommandInfo): string {
  // The word before the cursor is an application, unless it is a flag or the command itself.
  const isApp = `[[ $2 != -* && " ${[path.at(-1), ...aliases].join(' ')} " != *" $2 "* ]]`
  return [
    ...listings.map(listingCall),
    ...appListings.map((listing) => `${isApp} && _cozy_registry_ask ${listing} "$2" "\${space[@]}"`),
  ].join('; ')
}

// Spaces, editors, instances and secrets don't belong to a space.
const listingsWithoutSpace = ['ls-spaces', 'ls-editors', 'ls-instances', 'remote-secret ls']

function isOfSpace(listing: string): boolean {
  return !listingsWithoutSpace.includes(listing)
}

// A filter that prints one candidate per line:
// - for a line of `ls-pending`: the version
// - for a line of `remote-secret ls`: the doctype and the secret
// - for any other line: the line itself
const onePerLine = `awk 'NF == 4 && $4 ~ /^[0-9T:.Z-]+$/ { print $2; next } NF == 2 { print $1; print $2; next } 1'`

// A filter that drops names with special characters. Shells would expand these characters.
const safeNames = 'grep -xE "[A-Za-z0-9._:/-]+"'

// The global flags with a value. They choose the configuration, and so the registry.
function choosingFlags(program: CommandInfo): string[] {
  return ['-c', ...program.flags.filter(({ takesValue }) => takesValue).map(({ name }) => name)]
}

function valueCases(commands: readonly CommandInfo[]): string[] {
  const flags = commands.flatMap((each) => each.flags).filter(({ takesValue }) => takesValue)
  const names = (flag: FlagInfo): string => (flag.short === undefined ? flag.name : `${flag.short} | ${flag.name}`)
  const byName = new Map(flags.map((flag) => [names(flag), valuesOf(flag) || ':'] as const))
  return [...byName].map(([name, values]) => `    ${name}) ${values} ;;`)
}

// The shell command that prints the values of a flag. If the flag takes any value, the command is empty.
function valuesOf({ values, listing }: FlagInfo): string {
  if (listing !== undefined) return listingCall(listing)
  return values.length > 0 ? `echo ${quoted(values.join(' '))}` : ''
}

function fish({ program, commands }: CommandTree): string {
  const noCommandYet = `not __fish_seen_subcommand_from ${program.commands.join(' ')}`
  return [
    '# Completion of cozy-registry in fish.',
    fishFunctions(program),
    'complete -c cozy-apps-registry -w cozy-registry',
    ...program.flags.map((flag) => fishFlag(flag)),
    ...commands.filter(({ path }) => path.length === 1).flatMap((command) => fishNames(command, noCommandYet)),
    ...commands.flatMap((command) => {
      const chosen = [...command.path.slice(0, -1), [command.path.at(-1), ...command.aliases].join(' ')]
        .map((words) => `__fish_seen_subcommand_from ${words}`)
        .join('; and ')
      const inner = commands.filter(({ path }) => path.length === 2 && path[0] === command.path[0])
      // After `help`, only one command may follow, with its subcommands.
      const names = program.commands.filter((name) => name !== 'help')
      const beforeSubcommand =
        command.path[0] === 'help' ? `${chosen}; and not __fish_seen_subcommand_from ${names.join(' ')}` : chosen
      return [
        ...(command.path.length === 1 ? inner.flatMap((each) => fishNames(each, beforeSubcommand)) : []),
        ...command.values.map((value) => `complete -c cozy-registry -n ${quoted(chosen)} -f -a ${quoted(value)}`),
        ...command.listings.map(
          (listing) =>
            `complete -c cozy-registry -n ${quoted(chosen)} -f -a ${quoted(`(__cozy_registry_ask ${listing})`)}`,
        ),
        ...command.appListings.map((listing) => {
          const candidates = `(__cozy_registry_ask ${listing} (commandline -opc)[-1])`
          return `complete -c cozy-registry -n ${quoted(`${chosen}; and __cozy_registry_after_app`)} -f -a ${quoted(candidates)}`
        }),
        ...command.flags.map((flag) => fishFlag(flag, chosen)),
      ]
    }),
    '',
  ].join('\n')
}

function fishFunctions(program: CommandInfo): string {
  const choosing = choosingFlags(program)
  return `function __cozy_registry_ask
  set -l registry
  set -l space
  set -l flag
  for word in (commandline -opc)
    if test "$flag" = --space
      set space --space $word
      set flag
    else if test -n "$flag"
      set -a registry $flag $word
      set flag
    else
      switch $word
        case ${[...choosing, '--space'].join(' ')}
          set flag $word
        case '--space=*'
          set space $word
        case ${choosing.map((name) => quoted(`${name}=*`)).join(' ')}
          set -a registry $word
      end
    end
  end
  contains -- "$argv" ${listingsWithoutSpace.map(quoted).join(' ')}; and set space
  cozy-registry $argv $registry $space 2>/dev/null </dev/null | ${onePerLine} | ${safeNames}
end
function __cozy_registry_after_app
  set -l word (commandline -opc)[-1]
  not string match -q -- '-*' $word; and not contains -- $word ${program.commands.join(' ')}
end`
}

function fishNames({ path, aliases, description }: CommandInfo, condition: string): string[] {
  return [path.at(-1) ?? '', ...aliases].map(
    (name) => `complete -c cozy-registry -n ${quoted(condition)} -f -a ${name} -d ${quoted(description)}`,
  )
}

function fishFlag({ name, short, description, takesValue, values, listing }: FlagInfo, condition?: string): string {
  const known = listing === undefined ? values.join(' ') : `(__cozy_registry_ask ${listing})`
  const value = known !== '' ? ` -x -a ${quoted(known)}` : takesValue ? ' -r' : ''
  const when = condition === undefined ? '' : ` -n ${quoted(condition)}`
  const letter = short === undefined ? '' : ` -s ${short.slice(1)}`
  return `complete -c cozy-registry${when} -l ${name.slice(2)}${letter} -d ${quoted(description)}${value}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
