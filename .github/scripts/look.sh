#!/usr/bin/env bash
# Print what changed without a commit of ours, or nothing: look.sh dead-links | known-holes | next-engine | libraries | long-tests
# Fails when it could not look, so that nobody takes silence for good news.
set -euo pipefail

report() { # COMMAND...: prints what the command has to say, if it fails and says something
  local found
  if ! found=$("$@"); then
    [ -n "$found" ] || return 1
    printf '$ %s\n%s\n\n' "$*" "$found"
  fi
}

case "$1" in
dead-links)
  # Away from GitHub's variables: links to edit a page, and the site itself, are not looked at.
  env -u GITHUB_REPOSITORY SITE_URL=https://site.invalid/ python3 dev.py build >&2
  mapfile -d '' pages < <(find site -name '*.html' -print0)
  code=0
  .venv/bin/python -m linkcheck --check-extern --recursion-level=1 --ignore-url='^https://site\.invalid/' \
    --no-status --no-warnings --timeout=30 -o csv "${pages[@]}" > links.csv || code=$?
  [ "$code" -le 1 ]
  # A server that refuses programs, is busy or slow may well serve a reader: that is not dead.
  dead='^"?(404|410) |TooManyRedirects|Connection refused|Name or service not known|No address associated'
  awk -F';' -v dead="$dead" '$4 ~ dead { sub(".*/site/", "", $2); print $2 ": " $1 " (" substr($4, 1, 80) ")" }' \
    links.csv | sort -u
  ;;
known-holes)
  report .venv/bin/python -m pip_audit --strict --require-hashes --disable-pip -r requirements.txt -r tests/requirements.txt
  report npm audit --package-lock-only --prefix hooks
  report .venv/bin/zizmor --strict-collection --persona=auditor .github
  ;;
next-engine)
  .venv/bin/python -m pip install --quiet --upgrade zensical >&2
  report .venv/bin/python -m pytest --quiet --tb=short tests/test_engines.py
  ;;
libraries)
  .venv/bin/python -m pip install --quiet --upgrade pip >&2 # older ones know no groups
  .venv/bin/python -m pip install --quiet --only-binary :all: --group library >&2
  report .venv/bin/python -m pytest --quiet --tb=short -m library
  ;;
long-tests)
  report python3 dev.py test --quiet --tb=short -m weekly
  ;;
esac
