using System.Buffers.Binary;
using System.Text;
using LossDsl.Cli.Doctor;

namespace LossDsl.Cli.Tests.Doctor;

/// <summary>The cases in which TorchSharp's native library loads or does not load, with fake libraries.</summary>
public sealed class NativeLibraryStatusTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_system_loads_it_as_it_is()
    {
        var system = Libstdcxx(Version);
        var native = NativeLibraryStatus.Check(Library(isWeak: false), system);
        Assert.Equal(new NativeLibraryStatus(true, $"as TorchSharp ships it; {system} has all that it needs"), native);
    }

    [Fact]
    public void An_older_system_loads_the_patched_copy()
    {
        var system = Libstdcxx();
        var native = NativeLibraryStatus.Check(Library(isWeak: true), system);
        Assert.Equal(new NativeLibraryStatus(true, $"a patched copy that does without {Version}, which {system} lacks"), native);
    }

    [Fact]
    public void A_patched_copy_that_is_not_needed_is_named_as_such()
    {
        var system = Libstdcxx(Version);
        var native = NativeLibraryStatus.Check(Library(isWeak: true), system);
        Assert.Equal(
            new NativeLibraryStatus(true, $"a patched copy that does without {Version}, which {system} has: the original would load, too"), native);
    }

    [Fact]
    public void An_older_system_does_not_load_the_original()
    {
        var system = Libstdcxx();
        var native = NativeLibraryStatus.Check(Library(isWeak: false), system);
        Assert.False(native.CanLoad);
        Assert.StartsWith($"does not load: it needs {Version}, which {system} lacks; ", native.Text);
        Assert.Contains("-p:LossDslPatchLibTorchSharp=true", native.Text);
    }

    [Fact]
    public void What_cannot_be_read_is_not_judged()
    {
        var library = _folder.With("short.so", "\x7f" + "ELF");
        var native = NativeLibraryStatus.Check(library, Libstdcxx());
        Assert.Equal(new NativeLibraryStatus(true, $"{library}, not checked: {library} is not a 64-bit little-endian ELF file"), native);
    }

    [Fact]
    public void A_damaged_library_is_not_judged()
    {
        var library = Library(isWeak: false);
        File.WriteAllBytes(library, File.ReadAllBytes(library)[..100]);
        Assert.EndsWith("is a damaged ELF file", NativeLibraryStatus.Check(library, Libstdcxx()).Text);
    }

    [Fact]
    public void A_library_that_is_not_there_is_said() =>
        Assert.Equal("libLibTorchSharp.so is not beside this program", NativeLibraryStatus.Check(null, Libstdcxx()).Text);

    [Fact]
    public void The_real_library_asks_for_the_C_library_as_well()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no library for Linux beside these tests");
        var versions = ElfVersionRequirements.Read(NativeLibraryStatus.FindNativeFile("libLibTorchSharp.so")!);
        Assert.Contains(versions, version => version.Name.StartsWith("GLIBC_", StringComparison.Ordinal) && !version.IsWeak);
        Assert.Contains(versions, version => version.Name == Version);
    }

    private string Libstdcxx(params string[] versions)
    {
        var file = _folder.File("libstdc++.so.6");
        File.WriteAllText(file, string.Concat(["GLIBCXX_3.4.19\0", .. versions.Select(version => version + "\0")]), Encoding.Latin1);
        return file;
    }

    // An ELF header, two section headers (names and needed versions), and their content: two versions of one library.
    private string Library(bool isWeak)
    {
        const int sections = 64, names = 192, needed = 256;
        var file = new byte[320];
        ((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]).CopyTo(file, 0);
        Put(40, sections, 8);
        Put(58, 64, 2);
        Put(60, 2, 2);
        Put(sections + 4, 3, 4);
        Put(sections + 24, names, 8);
        Put(sections + 64 + 4, 0x6ffffffe, 4);
        Put(sections + 64 + 24, needed, 8);
        Put(sections + 64 + 40, 0, 4);
        Put(sections + 64 + 44, 1, 4);
        Encoding.Latin1.GetBytes($"\0GLIBCXX_3.4.19\0{Version}\0").CopyTo(file, names);
        Put(needed + 2, 2, 2);
        Put(needed + 8, 16, 4);
        Put(needed + 16 + 8, 1, 4);
        Put(needed + 16 + 12, 16, 4);
        Put(needed + 32 + 4, isWeak ? 2u : 0u, 2);
        Put(needed + 32 + 8, 1 + (uint)"GLIBCXX_3.4.19\0".Length, 4);
        var path = _folder.File("libLibTorchSharp.so");
        File.WriteAllBytes(path, file);
        return path;

        void Put(int offset, uint value, int size)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            bytes[..size].CopyTo(file.AsSpan(offset));
        }
    }
}
