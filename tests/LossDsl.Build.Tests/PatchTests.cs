using LossDsl.Build.Tests.Harness;

namespace LossDsl.Build.Tests;

/// <summary>The bytes that the patch changes in TorchSharp's library.</summary>
public sealed class PatchTests
{
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const string Replacement = "_ZNSt6chrono3_V212steady_clock3nowEv";

    private static readonly IReadOnlyList<BytePatch> Changes = Find();

    [Fact]
    public void The_library_asks_for_the_version_once()
    {
        using var file = TorchSharpLibrary.Open();
        var tables = ElfVersionTables.Read(file);
        var version = tables.NeededVersions().Single(version => version.Name == "GLIBCXX_3.4.32");

        Assert.Equal(0u, version.Flags.Value);
        Assert.Equal(version.Index, tables.GetVersionField(tables.FindUndefined(Symbol)).Value);
        Assert.NotEqual(version.Index, tables.GetVersionField(tables.FindUndefined(Replacement)).Value);
        Assert.Subset(
            tables.NeededVersions().Select(needed => needed.Name).ToHashSet(), new HashSet<string> { "GLIBC_2.2.5", "GLIBCXX_3.4", "CXXABI_1.3" });
        Assert.True(tables.SymbolCount > 1000);
    }

    [Fact]
    public void Only_name_version_and_flag_differ()
    {
        var (original, patched) = (TorchSharpLibrary.Content(), TorchSharpLibrary.With(Changes));
        using var file = TorchSharpLibrary.Open();
        var tables = ElfVersionTables.Read(file);
        var symbol = tables.FindUndefined(Symbol);
        var fields = new[]
        {
            (tables.GetNameField(symbol), 4, tables.GetNameField(tables.FindUndefined(Replacement)).Value),
            (tables.GetVersionField(symbol), 2, tables.GetVersionField(tables.FindUndefined(Replacement)).Value),
            (tables.NeededVersions().Single(version => version.Name == "GLIBCXX_3.4.32").Flags, 2, 2u),
        };

        foreach (var (field, size, value) in fields)
        {
            var bytes = patched.AsSpan((int)field.Offset, size);
            Assert.Equal(value, size == 2 ? BitConverter.ToUInt16(bytes) : BitConverter.ToUInt32(bytes));
            original.AsSpan((int)field.Offset, size).CopyTo(bytes);
        }

        Assert.Equal(original, patched);
        Assert.InRange(Changes.Count, 3, 8);
        Assert.All(Changes, change => Assert.NotEqual(original[change.Offset], change.Value));
    }

    [Fact]
    public void The_patched_library_imports_the_other_symbol_twice_and_the_first_no_more()
    {
        using var file = new MemoryStream(TorchSharpLibrary.With(Changes));
        var tables = ElfVersionTables.Read(file);

        Assert.Contains("does not import", Assert.Throws<InvalidDataException>(() => tables.FindUndefined(Symbol)).Message);
        Assert.Contains("more than once", Assert.Throws<InvalidDataException>(() => tables.FindUndefined(Replacement)).Message);
        Assert.Equal(2u, tables.NeededVersions().Single(version => version.Name == "GLIBCXX_3.4.32").Flags.Value);
    }

    [Fact]
    public void A_library_is_not_patched_twice()
    {
        using var original = TorchSharpLibrary.Open();
        using var patched = new MemoryStream(TorchSharpLibrary.With(Changes));

        Assert.True(LibstdcxxPatch.IsNeededBy(original));
        Assert.False(LibstdcxxPatch.IsNeededBy(patched));
        patched.Position = 0;
        Assert.Throws<InvalidDataException>(() => LibstdcxxPatch.Find(patched));
    }

    private static IReadOnlyList<BytePatch> Find()
    {
        using var file = TorchSharpLibrary.Open();
        return LibstdcxxPatch.Find(file);
    }
}
