# Sourced by the commands: builds the standalone when there is no build or when something is newer than it.

build_standalone() {
  local stamp=deploy/standalone/target/built
  if [ -f "$stamp" ] && [ -z "$(find pom.xml .mvn shared-kernel services deploy/standalone -name target -prune -o -type f -newer "$stamp" \( -name pom.xml -o -path '*/src/main/*' -o -path '.mvn/*' \) -print -quit)" ]; then
    return
  fi
  if [ -f "$stamp" ]; then
    echo "Building: the sources are newer than the last build ..." >&2
  else
    echo "Building for the first time: this takes some minutes, most of them for fetching libraries ..." >&2
  fi
  rm -f "$stamp"
  local began=$SECONDS
  ./mvnw -q -B -ntp -Dquick -DskipTests -Dspring-boot.repackage.skip=true -pl deploy/standalone -am package >&2 || {
    echo "The build failed; nothing was started." >&2
    return 1
  }
  touch "$stamp"
  echo "Built in $((SECONDS - began)) s." >&2
}
