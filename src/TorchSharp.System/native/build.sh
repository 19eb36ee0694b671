#!/bin/sh
# Compiles the native part: build.sh OUTPUT [LIBTORCH]
#
# LIBTORCH is empty for a libtorch of the system (Debian's libtorch-dev), else the directory that holds
# include/ and lib/: an unpacked libtorch, or site-packages/torch of a Python installation.
set -eu

output=$1
torch=${2:-}
source=$(dirname "$0")/torch_door.cpp
standard=c++17
abi=
search=
link='-ltorch -ltorch_cpu -lc10'

if [ -n "$torch" ]; then
    includes=$torch/include
    libraries=$torch/lib
    [ -f "$libraries/libc10.so" ] || { echo "error: no lib/libc10.so in LIBTORCH=$torch" >&2; exit 1; }
    search="-L$libraries -Wl,-rpath,$libraries"
    # Wheels were built with the old string ABI up to 2.6, with the new one since: the symbols tell.
    if nm -DC "$libraries/libc10.so" | grep -q 'std::__cxx11::basic_string'; then abi=1; else abi=0; fi
else
    includes=/usr/include
    libraries=$(dirname "$(g++ -print-file-name=libc10.so)")
fi

[ -f "$includes/ATen/ATen.h" ] || { echo "error: no ATen headers in $includes (Debian: apt-get install libtorch-dev; elsewhere: set LIBTORCH)" >&2; exit 1; }
if grep -q '__cplusplus < 202002L' "$includes/ATen/ATen.h" "$includes/c10/util/Macros.h" "$includes/c10/macros/Macros.h" 2>/dev/null; then
    standard=c++20
fi

# Nothing refers to libtorch_cuda by symbol: it announces itself when it is loaded, so it must stay linked.
if [ -f "$libraries/libtorch_cuda.so" ]; then
    link="-Wl,--no-as-needed -ltorch_cuda -lc10_cuda -Wl,--as-needed $link"
fi

mkdir -p "$(dirname "$output")"
# shellcheck disable=SC2086
exec g++ -std=$standard -O2 -fPIC -shared -fvisibility=hidden ${abi:+-D_GLIBCXX_USE_CXX11_ABI=$abi} \
    ${torch:+-isystem "$includes"} -isystem "$includes/torch/csrc/api/include" "$source" -o "$output" $search $link
