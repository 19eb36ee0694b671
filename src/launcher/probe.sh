# Asks the package feed whether TorchSharp can be restored, without fetching libtorch to find out.
# shellcheck shell=bash

# can_restore_torchsharp VERSION: sets finding, which says why or why not.
can_restore_torchsharp() {
  local version=$1 native=libtorch-cpu-linux-x64 folder=$state/probe log=$state/logs/probe.log cache
  [[ $(uname -m) != aarch64 ]] || native=libtorch-cpu-linux-arm64
  cache=${NUGET_PACKAGES:-${HOME:-}/.nuget/packages}
  if [[ -d $cache/torchsharp/$version && -d $cache/torchsharp-cpu/$version && -d $cache/$native ]]; then
    finding="this machine has the package TorchSharp $version already"
    return 0
  fi

  write_probe
  step "asking the package feed for TorchSharp $version" "$log" restore_probe || true
  rm -rf "$folder"
  read_probe
}

# TorchSharp and TorchSharp-cpu are small, so they are really fetched, into a folder that goes away (NuGet keeps its
# download, so nothing is fetched twice). libtorch is large: asked for a version that cannot be, NuGet answers whether
# there is any, after one small request. The empty files keep the repository's settings out.
write_probe() {
  local name
  rm -rf "$folder"
  mkdir -p "$folder"
  for name in Build.props Build.targets Packages.props; do
    printf '<Project />\n' >"$folder/Directory.$name"
  done
  cat >"$folder/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RestorePackagesPath>packages</RestorePackagesPath>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="TorchSharp" Version="[$version]" />
    <PackageDownload Include="TorchSharp-cpu" Version="[$version]" />
    <PackageDownload Include="$native" Version="[9999.0.0]" />
  </ItemGroup>
</Project>
XML
}

# A machine without a network shall learn it in seconds, not after NuGet's usual patience.
restore_probe() {
  export NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=2 NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS=200
  with_sdk timeout --foreground 60 "$dotnet" restore "$folder/probe.csproj" -nologo -tl:off
}

# NU1101: there is no such package. NU1102: there is, but not in this version. NU1301: the feed does not answer.
read_probe() {
  local name
  for name in TorchSharp TorchSharp-cpu; do
    if grep -qE "NU110[12]: Unable to find package $name[. ]" "$log"; then
      finding="the package feed has no $name $version"
      return 1
    fi
  done
  if grep -qE "NU1101: Unable to find package $native[. ]" "$log"; then
    finding="the package feed has no $native"
    return 1
  fi
  if grep -q 'NU1102' "$log" && ! grep -q 'NU1301' "$log"; then
    finding="the package feed has TorchSharp $version"
    return 0
  fi
  finding="the package feed does not answer (${log#"$root"/})"
  return 1
}

# TorchSharp's own native library is compiled by a newer C++ compiler than some systems have a C++ library for (Debian
# 12): there the package restores, and then does not load. LIBSTDCXX names another library to ask.
can_load_torchsharp() {
  local library=${LIBSTDCXX:-} needed=GLIBCXX_3.4.32
  [[ $(uname -s) == Linux ]] || return 0
  if [[ -z $library ]]; then
    for library in /usr/lib/"$(uname -m)"-linux-gnu/libstdc++.so.6 /usr/lib64/libstdc++.so.6 /usr/lib/libstdc++.so.6; do
      [[ ! -e $library ]] || break
    done
  fi
  [[ -e $library ]] || return 0
  grep -qaF "$needed" "$library" && return 0
  finding="the package TorchSharp needs a newer C++ library ($needed) than this system has"
  return 1
}
