# Sourced by backup and restore.

# Usage: run_archive CLASS JVM-OPTION... -- ARGUMENT...; paths are those of the person who typed them.
run_archive() {
  local from=$PWD command=$1 options=() arguments=() path
  shift
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  case " $* " in *" --help "* | *" -h "*)
    sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  esac
  if [ $# -eq 0 ]; then
    sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2
    exit 1
  fi
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  while [ $# -gt 0 ]; do
    path=$1
    case $1 in
      --data)
        arguments+=("$1")
        shift
        [ $# -gt 0 ] || break
        path=$1
        ;;
    esac
    case $path in '' | /* | -*) ;; *) path=$from/$path ;; esac
    arguments+=("$path")
    shift
  done
  . deploy/jdk.sh
  . deploy/build.sh
  find_jdk
  # From 23 on the JVM warns of what libraries do; before, it does not know the option.
  [ "$(java_version "$JAVA_HOME")" -lt 23 ] || options+=(--sun-misc-unsafe-memory-access=allow)
  [ -f deploy/standalone/target/built ] || build_standalone
  exec java "${options[@]}" -cp 'deploy/standalone/target/classes:deploy/standalone/target/lib/*' \
    "eu.bilateral.standalone.backup.$command" ${arguments[@]+"${arguments[@]}"}
}
