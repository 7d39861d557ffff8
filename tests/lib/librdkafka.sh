# librdkafka as its Rust binding's crate ships it, built for its own tests and its load generator.
# shellcheck shell=bash
# shellcheck source=suite.sh

crate_source() { # name version: prints the folder of the crate's source, fetched through cargo
  local fetch=$suites_dir/fetch-$1-$2
  if [[ ! -e $fetch/done ]]; then
    rm -rf "$fetch"; mkdir -p "$fetch/src"; : > "$fetch/src/lib.rs"
    printf '[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s = "=%s"\n' \
      "$1" "$2" > "$fetch/Cargo.toml"
    cargo fetch --quiet --manifest-path "$fetch/Cargo.toml" >&2
    touch "$fetch/done"
  fi
  cargo metadata --quiet --format-version 1 --manifest-path "$fetch/Cargo.toml" |
    python3 -c 'import json, os, sys
print(*(os.path.dirname(p["manifest_path"]) for p in json.load(sys.stdin)["packages"] if p["name"] == sys.argv[1]))' "$1"
}

librdkafka_build() { # sets librdkafka to the built folder
  librdkafka=$suites_dir/librdkafka
  once librdkafka
  [[ ! -e $librdkafka/built ]] || { once_done; return 0; }
  local source; source=$(crate_source rdkafka-sys 4.10.0+2.12.1)
  rm -rf "$librdkafka"; mkdir -p "$librdkafka"
  cp -r "$source/librdkafka/." "$librdkafka/"
  say "building librdkafka, its tests and rdkafka_performance"
  ( cd "$librdkafka"
    ./configure --disable-curl --disable-gssapi
    make -j"$(nproc)" libs
    make -C examples rdkafka_performance
    make -j"$(nproc)" -C tests test-runner ) > "$suites_dir/librdkafka-build.txt" 2>&1 ||
    { tail -n 20 "$suites_dir/librdkafka-build.txt"; die "librdkafka did not build"; }
  touch "$librdkafka/built"
  once_done
}
