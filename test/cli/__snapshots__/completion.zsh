#compdef ref-lease
_ref_lease() {
  local -a names=(
    'run:Run a command while holding a lease'
    'acquire:Get a lease for a time, and print its token'
    'release:Release a lease that `acquire` got'
    'status:Show who holds what, and who waits'
    'log:Show what happened, the latest last'
    'audit:Check that every write of the history kept the promises'
    'lock:Close a lease to new grants'
    'unlock:Open a lease again, and end a stuck hold'
    'doctor:Try on the server what leases rely on'
    'completion:Print the completion for a shell'
  )
  if ((CURRENT == 2)); then
    _describe command names
    return
  fi
  local -i end=${words[(i)--]}
  if ((end < CURRENT)); then
    shift end words
    ((CURRENT -= end))
    _normal
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
    run) _arguments -s \
      '(-l --lease)'{-l,--lease}'[the lease]:NAME: ' \
      '(-w --wait)'{-w,--wait}'[longest wait]:DURATION: ' \
      '(-n --no-wait)'{-n,--no-wait}'[do not wait at all]' \
      '(-E --conflict-exit-code)'{-E,--conflict-exit-code}'[status if not granted]:CODE: ' \
      --ttl'[silence after which others take over]:DURATION: ' \
      --grace'[from SIGTERM to SIGKILL]:DURATION: ' \
      --poll-interval'[between two looks]:DURATION: ' \
      --slots'[slots that will do, the best first\: eu,us]:COUNT|NAMES: ' \
      --take'[how many of the slots at once]:COUNT|all: ' \
      --priority'[higher goes first]:NUMBER: ' \
      --payload'[shown to whoever looks]:TEXT: ' \
      --foreground'[let the command ask on the terminal; then only itself is ended where the lease is lost]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    acquire) _arguments -s \
      '(-l --lease)'{-l,--lease}'[the lease]:NAME: ' \
      --hold'[for how long, unless it is released]:DURATION: ' \
      '(-w --wait)'{-w,--wait}'[longest wait]:DURATION: ' \
      '(-n --no-wait)'{-n,--no-wait}'[do not wait at all]' \
      '(-E --conflict-exit-code)'{-E,--conflict-exit-code}'[status if not granted]:CODE: ' \
      --poll-interval'[between two looks]:DURATION: ' \
      --slots'[slots that will do, the best first\: eu,us]:COUNT|NAMES: ' \
      --take'[how many of the slots at once]:COUNT|all: ' \
      --priority'[higher goes first]:NUMBER: ' \
      --payload'[shown to whoever looks]:TEXT: ' \
      --json'[print JSON]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    release) _arguments -s \
      '(-l --lease)'{-l,--lease}'[the lease]:NAME: ' \
      --id'[the request that got the lease]:NAME: ' \
      --token'[its fencing token]:TOKEN: ' \
      --failure'[what was done with the lease has failed]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    status) _arguments -s \
      '(-l --lease)'{-l,--lease}'[only this lease]:NAME: ' \
      --json'[print JSON]' \
      --metrics'[print OpenMetrics]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    log) _arguments -s \
      '(-l --lease)'{-l,--lease}'[only this lease]:NAME: ' \
      --number'[how many of the latest writes]:COUNT: ' \
      --json'[print JSON]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    audit) _arguments -s \
      --json'[print JSON]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    lock) _arguments -s \
      '(-l --lease)'{-l,--lease}'[the lease]:NAME: ' \
      --all'[all leases of the branch]' \
      --slots'[only these slots of it\: eu,us]:NAMES: ' \
      --reason'[a few words that are shown to everyone who waits]:TEXT: ' \
      --until'[when it ends by itself\: 2h, or an ISO time]:TIME: ' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    unlock) _arguments -s \
      '(-l --lease)'{-l,--lease}'[the lease]:NAME: ' \
      --all'[all leases of the branch]' \
      --slots'[only these slots of it\: eu,us]:NAMES: ' \
      --reason'[a few words that are shown to everyone who waits]:TEXT: ' \
      --token'[end the hold that has this fencing token, too]:TOKEN: ' \
      --force'[end the hold, whatever its token, and the rest after it]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    doctor) _arguments -s \
      --json'[print JSON]' \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' ;;
    completion) _arguments -s \
      --url'[repository of the leases, as git takes it]:URL: ' \
      --branch'[branch that keeps them]:NAME: ' \
      '(-q --quiet)'{-q,--quiet}'[say only what went wrong]' \
      '(-v --verbose)'{-v,--verbose}'[say every call of git, and the causes of errors]' \
      '(-h --help)'{-h,--help}'[show this help]' \
      '1:shell:(bash zsh fish)' ;;
  esac
}
compdef _ref_lease ref-lease
