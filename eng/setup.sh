# Shared by run.sh and test.sh: what both need on a fresh machine, and how both build. Sourced, not run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# ONNX Runtime has telemetry on by default; it stays off in every process that we start.
export ORT_DISABLE_TELEMETRY=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1

readonly configuration=Release
readonly artifacts="$root/artifacts"
readonly program="$artifacts/program/imageanalytics"

# The program looks for the runtime in DOTNET_ROOT and in the usual places, and not where the PATH finds 'dotnet'.
find_runtime() {
    command -v dotnet >/dev/null || return 0
    local folder="${DOTNET_ROOT:-}"
    [[ -n "$folder" || ! -r /etc/dotnet/install_location ]] || folder=$(head -n 1 /etc/dotnet/install_location)
    ! compgen -G "${folder:-/usr/share/dotnet}/shared/Microsoft.NETCore.App/10.*" >/dev/null || return 0
    folder=$(dirname "$(readlink -f "$(command -v dotnet)")")
    # A snap's 'dotnet' is a link to something else.
    [[ -d "$folder/host/fxr" ]] || folder=$(dotnet --list-runtimes | sed -n 's|^Microsoft.NETCore.App .*\[\(.*\)/shared/Microsoft.NETCore.App\]$|\1|p' | tail -n 1)
    [[ ! -d "$folder/host/fxr" ]] || export DOTNET_ROOT="$folder"
}

say() { printf '%s\n' "$*" >&2; }

find_runtime

# library_missing NAME: true when the loader does not know the shared library.
library_missing() {
    local folder
    for folder in /usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu /usr/lib64 /usr/lib; do
        [[ ! -e "$folder/$1" ]] || return 1
    done
    # Here-string, not a pipe: under pipefail, grep -q would end ldconfig with SIGPIPE.
    ! grep -qF "$1 " <<<"$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)"
}

# package_of NAME…: the first of several names that this distribution's package lists know; without lists the first.
package_of() {
    local name
    for name in "$@"; do
        [[ "$(apt-cache show --no-all-versions "$name" 2>/dev/null)" != *Package:* ]] || { printf '%s' "$name"; return; }
    done
    printf '%s' "$1"
}

# missing_packages: one line per package to install. Names differ: Debian 13 and Ubuntu 24.04 have -t64 names.
missing_packages() {
    local old=no
    ! grep -q '^VERSION_CODENAME=bookworm' /etc/os-release 2>/dev/null || old=yes
    if library_missing libgtk-3.so.0; then
        if [[ $old == yes ]]; then echo libgtk-3-0; else package_of libgtk-3-0t64 libgtk-3-0; echo; fi
    fi
    # OpenCV's library is linked against them, and what brings GTK does not bring them.
    if library_missing libdrm.so.2; then echo libdrm2; fi
    if library_missing libatomic.so.1; then echo libatomic1; fi
    if library_missing libturbojpeg.so.0; then
        if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then package_of libturbojpeg libturbojpeg0; else package_of libturbojpeg0 libturbojpeg; fi
        echo
    fi
    if [[ "${browser:-no}" == yes ]] && browser_missing; then echo chromium; fi
}

# browser_missing: true when there is no Chromium and the distribution has one that can be driven. Ubuntu's is a snap, which
# cannot: there the tests that need a browser are skipped, and say why.
browser_missing() {
    local name
    for name in chromium chromium-browser google-chrome; do
        ! command -v "$name" >/dev/null || return 1
    done
    grep -q '^ID=debian' /etc/os-release 2>/dev/null || [[ "$(apt-cache show --no-all-versions chromium 2>/dev/null)" == *Package:* ]]
}

# can_install: true for root, and for whom sudo asks no password.
can_install() { [[ $EUID -eq 0 ]] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

# install_packages: installs what is missing, or says what to type and ends with 2.
install_packages() {
    local packages
    packages=$(missing_packages)
    [[ -n "$packages" ]] || return 0
    if [[ $packages == chromium ]] && ! can_install; then
        say "There is no Chromium, and it cannot be installed here: tests that need a browser are skipped."
        return 0
    fi
    if ! command -v apt-get >/dev/null; then
        say "Some native libraries are missing, and this machine has no apt-get to install them."
        say "Expected: libgtk-3.so.0, libdrm.so.2, libatomic.so.1 and libturbojpeg.so.0. Install the packages of your distribution that hold them."
        exit 2
    fi
    local -a as_root=()
    if [[ $EUID -ne 0 ]]; then
        if ! can_install; then
            say "Some native libraries are missing. Install them, then run this again:"
            say "  sudo apt-get update && sudo apt-get install --no-install-recommends -y ${packages//$'\n'/ }"
            exit 2
        fi
        as_root=(sudo -n)
    fi
    local log="$artifacts/setup.log"
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q)
    say "Installing native packages: ${packages//$'\n'/ }"
    "${apt[@]}" update >"$log" 2>&1 || say "The package lists could not be refreshed; trying with those at hand."
    packages=$(missing_packages) # fresh lists may know the other name
    # shellcheck disable=SC2086 # one word per package
    if ! "${apt[@]}" install --no-install-recommends -y $packages >>"$log" 2>&1; then
        if [[ $packages == chromium ]]; then
            say "Chromium could not be installed (see '$log'): tests that need a browser are skipped."
            return 0
        fi
        tail -n 20 "$log" >&2
        say "The packages ${packages//$'\n'/ } could not be installed. The whole output is in '$log'."
        exit 2
    fi
}

require_sdk() {
    command -v dotnet >/dev/null || {
        say "The .NET 10 SDK was not found. Install it (https://dotnet.microsoft.com/download) so that 'dotnet' is on the PATH."
        exit 2
    }
}

# list_of PATH…: names, sizes and times of all source files under the paths.
list_of() {
    (cd "$root" && find "$@" \( -name bin -o -name obj \) -type d -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort)
}

readonly stamp="$artifacts/run.stamp"

# sources_list: changes when anything that the program or a plugin is built from does.
sources_list() { list_of src plugins models pipelines eng docs/schemas Directory.Build.props Directory.Packages.props global.json .editorconfig; }

# renew_old: gives files that changed since the stamp, but are older than it, the time of now: builds compare times alone, and a file that was put
# back or unpacked would not be noticed.
renew_old() {
    [[ -f "$stamp" ]] || return 0
    local file
    while IFS= read -r file; do
        [[ "$root/$file" -nt "$stamp" ]] || touch "$root/$file"
    done < <(LC_ALL=C comm -13 "$stamp" <(sources_list) | sed -E 's/ [0-9]+ [0-9.]+$//')
}

# remove_old_plugins: a plugin whose sources are gone would go on being found.
remove_old_plugins() {
    local folder
    for folder in "$artifacts"/plugins/*/; do
        [[ ! -d "$folder" || -d "$root/plugins/$(basename "$folder")" ]] || rm -rf "$folder"
    done
}

# build_and_publish WHAT: the program and whatever else is asked for, from the sources as they are.
build_and_publish() {
    local before
    renew_old
    before=$(sources_list)
    remove_old_plugins
    build "$1"
    publish_program
    printf '%s\n' "$before" >"$stamp" # as it was before the build: an edit made meanwhile is noticed next time
}

# build WHAT: builds a solution, filter or project; quiet unless it fails, and then with its errors.
build() {
    require_sdk
    local log="$artifacts/build.log" started=$SECONDS
    say "Building $(basename "$1") …"
    # No descriptor of ours and no reused node: a build server that lives on must hold neither lock nor pipe. One compiler for
    # all projects, also where the environment says otherwise: a fresh one for each costs as much as what it compiles.
    if ! (cd "$root" && dotnet build "$1" -c "$configuration" -nologo -v:minimal -nodeReuse:false -p:UseSharedCompilation=true \
            -tl:off -clp:NoSummary </dev/null >"$log" 2>&1 9>&-); then
        grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
        say "The build failed. The whole output is in '$log'."
        exit 1
    fi
    say "Built in $((SECONDS - started)) s."
}

# publish_program: what was built, compiled ahead for a quick start, into artifacts/program.
publish_program() {
    local log="$artifacts/publish.log" started=$SECONDS
    say "Compiling ahead …"
    if ! (cd "$root" && dotnet publish src/ImageAnalytics.Cli -c "$configuration" --no-build -nologo -v:minimal -nodeReuse:false \
            -tl:off -o "$artifacts/program" </dev/null >"$log" 2>&1 9>&-); then
        tail -n 40 "$log" >&2
        say "The program could not be compiled ahead. The whole output is in '$log'."
        exit 1
    fi
    say "Compiled in $((SECONDS - started)) s."
}

is_fresh() { [[ -x "$program" && -f "$stamp" ]] && cmp -s "$stamp" <(sources_list); }

# Only what runs is built: the program and every plugin. A filter lets one call build them all.
write_filter() {
    local filter="$artifacts/run.slnf" project comma=""
    {
        printf '{ "solution": { "path": "../ImageAnalytics.sln", "projects": ['
        for project in "$root"/src/ImageAnalytics.Cli/*.csproj "$root"/plugins/*/*.csproj; do
            project=${project#"$root"/}
            printf '%s\n  "%s"' "$comma" "${project//\//\\\\}"
            comma=,
        done
        printf '\n] } }\n'
    } >"$filter"
    printf '%s' "$filter"
}

# prepare_program: native packages, program and plugins as the sources are now. Fast when nothing changed.
prepare_program() {
    if is_fresh && [[ -z "$(missing_packages)" ]]; then
        return
    fi
    mkdir -p "$artifacts"
    # Two at once: the second waits, then finds the work done.
    (
        flock 9
        install_packages
        if ! is_fresh; then
            build_and_publish "$(write_filter)"
        fi
    ) 9>"$artifacts/build.lock"
}

# prepare_torch: TorchSharp's native libraries in artifacts/torch, for the commands that train. 500 MB that no other command needs.
prepare_torch() {
    local whole="$artifacts/torch.stamp" wanted
    wanted=$(sha256sum "$root/eng/Torch/Torch.csproj" "$root/Directory.Packages.props" | cut -d ' ' -f 1)
    [[ ! -f "$whole" || "$(<"$whole")" != "$wanted" ]] || return 0
    mkdir -p "$artifacts"
    (
        flock 9
        build "$root/eng/Torch/Torch.csproj"
        printf '%s\n' "$wanted" >"$whole"
    ) 9>"$artifacts/build.lock"
}
