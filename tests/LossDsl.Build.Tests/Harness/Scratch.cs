using System.Text;

namespace LossDsl.Build.Tests.Harness;

/// <summary>A temporary folder that is deleted after the test.</summary>
internal sealed class Scratch : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("lossdsl-build-").FullName;

    /// <summary>The folder for patched copies.</summary>
    public string Patched => Path.Combine(Root, "patched");

    /// <summary>A fake C++ library that defines versions up to a given one.</summary>
    public string Libstdcxx(int upTo) =>
        Write("libstdc++.so.6", Encoding.ASCII.GetBytes("\0" + string.Concat(Enumerable.Range(1, upTo).Select(i => $"GLIBCXX_3.4.{i}\0"))));

    /// <summary>A fake C++ library that is too old for TorchSharp, as that of Debian 12.</summary>
    public string OldLibstdcxx() => Libstdcxx(30);

    /// <summary>A fake C++ library that is new enough, as that of Debian 13.</summary>
    public string NewLibstdcxx() => Libstdcxx(33);

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The names of all files in the folder.</summary>
    public IReadOnlyList<string?> Files() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
