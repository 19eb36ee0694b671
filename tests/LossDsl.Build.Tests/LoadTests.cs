using LossDsl.Build.Tests.Harness;

namespace LossDsl.Build.Tests;

/// <summary>The system's loader loads patched libraries.</summary>
public sealed class LoadTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_original_does_not_load_beside_an_older_library()
    {
        Assert.SkipWhen(Loader.SystemIsNewEnough is null, "TorchSharp's library for Linux x64 is loaded there only");
        Assert.SkipWhen(Loader.SystemIsNewEnough is true, $"the C++ library of this system has {LibstdcxxPatch.Version}");
        Loader.LoadLibtorch();

        var refused = Assert.Throws<DllNotFoundException>(() => Loader.Threads(TorchSharpLibrary.Original));

        Assert.Contains($"`{LibstdcxxPatch.Version}' not found", refused.Message);
    }

    [Fact]
    public void The_patched_copy_loads_and_works_beside_either()
    {
        Assert.SkipWhen(Loader.SystemIsNewEnough is null, "TorchSharp's library for Linux x64 is loaded there only");
        Loader.LoadLibtorch();
        using var original = TorchSharpLibrary.Open();
        var (copy, _) = PatchedCopy.Write(TorchSharpLibrary.Original, LibstdcxxPatch.Find(original), _scratch.Patched);

        Assert.InRange(Loader.Threads(copy), 1, Environment.ProcessorCount);
    }
}
