# A Python environment of the suites' own, with packages by name.
# shellcheck shell=bash
python_environment() { # packages...: sets python
  local venv=$suites_dir/python wanted; wanted=$(printf '%s\n' "$@" | sort | tr '\n' ' ')
  python=$venv/bin/python
  once python
  [[ -x $python ]] || python3 -m venv "$venv"
  [[ $(cat "$venv/has" 2> /dev/null) == *"$wanted"* ]] || {
    "$venv/bin/pip" install --quiet "$@" > "$suites_dir/pip.txt" 2>&1 || { tail -n 5 "$suites_dir/pip.txt"; die "pip could not install $*"; }
    echo "$wanted" >> "$venv/has"
  }
  once_done
}
