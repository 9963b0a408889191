# shellcheck shell=bash
# What Debian 12 must have installed, by purpose, and how it gets there. Sourced by dev.

declare -A packages=(
  [build]="g++ cmake ninja-build ccache mold pkg-config ca-certificates libfcgi-dev libmysqlcppconn-dev
    nlohmann-json3-dev libcurl4-openssl-dev libboost-dev libboost-log-dev libgtest-dev libsodium-dev libssl-dev
    libhowardhinnant-date-dev libphonenumber-dev libsystemd-dev libsndfile1-dev libcpp-httplib-dev
    libcli11-dev libprotobuf-dev zlib1g-dev"
  [servers]="mariadb-server mariadb-client nginx spawn-fcgi openssl tzdata curl jq procps
    espeak-ng sox libsox-fmt-mp3"
  [tests]="systemd git"
  [bench]="php8.2-fpm php8.2-mysql php8.2-opcache"
  [lint]="clang-format clang-tidy git"
  [fuzz]="clang libclang-rt-14-dev"
)

# Installs what is missing of the named groups; silent when nothing is.
need_packages() {
  local missing=() package
  local -A seen=()
  for package in $(for group in "$@"; do echo "${packages[$group]}"; done); do
    [[ -z ${seen[$package]:-} ]] || continue
    seen[$package]=yes
    installed "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0

  command -v apt-get >/dev/null ||
    die "these Debian packages are needed, and there is no apt-get: ${missing[*]}"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "not root, and no sudo. As root: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  install_packages "${missing[@]}"
  for package in "${missing[@]}"; do
    installed "$package" || die "$package is still not installed; apt's words are above"
  done
}

installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# The servers are wanted as programs only: a policy for the time of the installation keeps Debian from
# starting a MariaDB and an nginx for the whole host.
install_packages() {
  local policy=/usr/sbin/policy-rc.d made_policy='' status=0
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\n# Made by novofon/dev while it installs packages; remove it if it is still here.\nexit 101\n' |
      "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    made_policy=yes
    # So that it goes away also when the installation is interrupted.
    trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d; exit 130' INT TERM
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } </dev/null >&2 || status=$?
  if [[ -n $made_policy ]]; then
    "${as_root[@]}" rm -f "$policy"
    trap - INT TERM
  fi
  ((status == 0)) || die "apt-get could not install them (exit status $status); its words are above"
}
