using System.Text;
using LossDsl.Build.Tests.Harness;

namespace LossDsl.Build.Tests;

/// <summary>Unexpected and damaged files: each is refused quickly, with a reason, and without another exception.</summary>
public sealed class OtherFileTests
{
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const string Replacement = "_ZNSt6chrono3_V212steady_clock3nowEv";

    [Theory]
    [InlineData("")]
    [InlineData("\u007fELF")]
    [InlineData("MZ is how a library of Windows begins, and this line is longer than the header of an ELF file is")]
    public void Files_of_another_kind(string content) => Refused(Encoding.Latin1.GetBytes(content));

    [Theory]
    [InlineData(4, 1, "64-bit")]        // EI_CLASS: 32 bits
    [InlineData(5, 2, "")]              // EI_DATA: big-endian, so that every number in it is wrong
    public void Libraries_of_another_machine(int offset, byte value, string reason) =>
        Assert.Contains(reason, Refused(TorchSharpLibrary.With(new BytePatch(offset, value))));

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(500_000)]
    [InlineData(-1)]
    [InlineData(-64)]
    public void Truncated_files(int length)
    {
        var content = TorchSharpLibrary.Content();
        Refused(content[..(length < 0 ? content.Length + length : length)]);
    }

    [Fact]
    public void A_library_that_loads_everywhere()
    {
        Assert.SkipUnless(SystemLibstdcxx.Find() is not null, "this system has no libstdc++");

        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libc10.so"));

        Assert.False(LibstdcxxPatch.IsNeededBy(file));
        file.Position = 0;
        Assert.Equal("it names GLIBCXX_3.4.32 0 times, not once", Assert.Throws<InvalidDataException>(() => LibstdcxxPatch.Find(file)).Message);
    }

    [Fact]
    public void A_library_that_needs_more_of_the_version()
    {
        var tables = Tables();
        var version = tables.NeededVersions().Single(version => version.Name == LibstdcxxPatch.Version);

        Assert.Equal(
            $"it imports more than {Symbol} in version {LibstdcxxPatch.Version}",
            Refused(TorchSharpLibrary.With(tables.GetVersionField(tables.FindUndefined(Replacement)).PatchTo(version.Index))));
    }

    [Fact]
    public void A_library_that_imports_the_symbol_in_another_version()
    {
        var tables = Tables();

        Assert.Equal(
            $"{Symbol} is not imported in version {LibstdcxxPatch.Version}",
            Refused(TorchSharpLibrary.With(tables.GetVersionField(tables.FindUndefined(Symbol)).PatchTo(1))));
    }

    [Fact]
    public void A_library_without_the_other_symbol()
    {
        var tables = Tables();

        Assert.Equal(
            $"it does not import {Replacement}",
            Refused(TorchSharpLibrary.With(tables.GetNameField(tables.FindUndefined(Replacement)).PatchTo(0))));
    }

    [Fact]
    public void A_name_outside_its_table()
    {
        var records = TorchSharpLibrary.VersionRecords();
        var entry = (int)new ElfField(records, 8, 4).Value;

        Assert.Equal(
            "a name lies outside its string table",
            Refused(TorchSharpLibrary.With(new ElfField(records, entry + 8, 4).PatchTo(0x7fffffff))));
        Assert.Equal(
            "it is a damaged ELF file",
            Refused(TorchSharpLibrary.With(Tables().GetNameField(1).PatchTo(0x7fffffff))));
    }

    [Theory]
    [InlineData(0xfffffff0)]    // back to the record before
    [InlineData(0x7ffffff0)]
    [InlineData(1)]
    public void Records_that_do_not_follow_each_other(uint next)
    {
        var records = TorchSharpLibrary.VersionRecords();
        // The last field of a record says where the next one is.
        var first = new ElfField(records, 12, 4);
        var second = new ElfField(records, (int)first.Value + 12, 4);

        Refused(TorchSharpLibrary.With(second.PatchTo(next)));
    }

    [Fact]
    public void Random_damage_to_the_tables()
    {
        var random = new Random(1);
        var records = TorchSharpLibrary.VersionRecords();
        for (var i = 0; i < 300; i++)
        {
            using var file = new MemoryStream(TorchSharpLibrary.With(
                Enumerable.Range(0, 3).Select(_ => new BytePatch(records.Offset + random.Next(records.Contents.Length), (byte)random.Next(256)))));
            if (Record.Exception(() => LibstdcxxPatch.Find(file)) is { } refused)
                Assert.IsType<InvalidDataException>(refused);
        }
    }

    private static string Refused(byte[] content)
    {
        using var file = new MemoryStream(content);
        return Assert.Throws<InvalidDataException>(() => LibstdcxxPatch.Find(file)).Message;
    }

    private static ElfVersionTables Tables()
    {
        using var file = TorchSharpLibrary.Open();
        return ElfVersionTables.Read(file);
    }
}
