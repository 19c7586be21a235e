#!/usr/bin/env bash
# The step of action.yml that checks: its inputs come as NCSLINT_*, its outputs go to GITHUB_OUTPUT. Annotations and the
# summary of the job are written by --format github. Ends as ncslint does, unless nothing is to fail.
set -euo pipefail

# The lines of a text that hold something, as the array `lines`. What a line holds stays one word.
lines=()
lines_of() {
  lines=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    if [[ "$line" =~ [^[:space:]] ]]; then lines+=("$line"); fi
  done <<<"$1"
}

sarif=${NCSLINT_SARIF:-ncslint.sarif}
report=$(mktemp)
trap 'rm -f "$report"' EXIT
args=(--format pretty --format github --format "sarif=$sarif" --format "json=$report")

if [ -n "${NCSLINT_BOARD:-}" ]; then args+=("--board=$NCSLINT_BOARD"); fi
if [ -n "${NCSLINT_SDK:-}" ]; then args+=("--sdk=$NCSLINT_SDK"); fi
if [ -n "${NCSLINT_CHANGED_SINCE:-}" ]; then args+=("--changed-since=$NCSLINT_CHANGED_SINCE"); fi
fail_on=${NCSLINT_FAIL_ON:-}
if [ -n "$fail_on" ] && [ "$fail_on" != never ]; then args+=("--fail-on=$fail_on"); fi
lines_of "${NCSLINT_ARGS:-}"
args+=(${lines[@]+"${lines[@]}"})
lines_of "${NCSLINT_PATHS:-.}"
for path in ${lines[@]+"${lines[@]}"}; do
  case $path in
    /* | [A-Za-z]:*) args+=("$path") ;;
    # Neither an option nor a command.
    *) args+=("./$path") ;;
  esac
done
lines_of "${NCSLINT_BUILD_ARGUMENTS:-}"
if [ "${#lines[@]}" -gt 0 ]; then args+=(-- "${lines[@]}"); fi

status=0
node "$NCSLINT_ACTION/dist/cli.js" "${args[@]}" || status=$?

count() {
  node -e 'const { diagnostics } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(diagnostics.filter(({ severity }) => severity === process.argv[2]).length);' "$report" "$1" 2>/dev/null || true
}
{
  echo "exit-code=$status"
  echo "errors=$(count error)"
  echo "warnings=$(count warning)"
  if [ -f "$sarif" ]; then echo "sarif=$sarif"; else echo 'sarif='; fi
} >>"$GITHUB_OUTPUT"

if [ "$status" = 1 ] && [ "$fail_on" = never ]; then exit 0; fi
exit "$status"
