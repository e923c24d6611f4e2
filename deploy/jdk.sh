# Sourced by the commands: finds a JDK of version 21 or later and puts it into JAVA_HOME and PATH.

java_version() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'
}

find_jdk() {
  local candidate best='' best_version=0 version
  for candidate in "${JAVA_HOME:-}" "$(command -v javac >/dev/null 2>&1 && dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" /usr/lib/jvm/*; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
    version=$(java_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 21 ] && [ "$version" -gt "$best_version" ]; then
      best=$candidate
      best_version=$version
    fi
  done
  if [ -z "$best" ]; then
    echo "Bilateral needs a JDK of version 21 or later and found none: install one (Debian: apt-get install temurin-25-jdk or openjdk-21-jdk) or set JAVA_HOME." >&2
    return 1
  fi
  export JAVA_HOME=$best
  export PATH=$best/bin:$PATH
  # From 23 on the JVM warns of what Maven's libraries do; before, it does not know the option.
  [ "$best_version" -lt 23 ] || export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS-}"
}
