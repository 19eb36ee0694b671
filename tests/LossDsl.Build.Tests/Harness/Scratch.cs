using System.Text;

namespace LossDsl.Build.Tests.Harness;

/// <summary>A folder that goes with the test.</summary>
internal sealed class Scratch : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("lossdsl-build-").FullName;

    /// <summary>Where the task puts patched copies.</summary>
    public string Patched => Path.Combine(Root, "patched");

    /// <summary>A C++ library that defines versions up to one.</summary>
    public string Libstdcxx(int upTo) =>
        Write("libstdc++.so.6", Encoding.ASCII.GetBytes("\0" + string.Concat(Enumerable.Range(1, upTo).Select(i => $"GLIBCXX_3.4.{i}\0"))));

    /// <summary>One that is too old for TorchSharp, as Debian 12 has it.</summary>
    public string OldLibstdcxx() => Libstdcxx(30);

    /// <summary>One that is new enough, as Debian 13 has it.</summary>
    public string NewLibstdcxx() => Libstdcxx(33);

    /// <summary>Writes a file.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>All files that are there now, by their names.</summary>
    public IReadOnlyList<string?> Files() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
