using System.Text;
using LossDsl.Build.Tests.Harness;

namespace LossDsl.Build.Tests;

public sealed class SystemLibstdcxxTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_library_of_the_system_is_found_and_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is a libstdc++ on Linux only");

        var library = Assert.IsType<string>(SystemLibstdcxx.Find());

        Assert.True(SystemLibstdcxx.Defines(library, "GLIBCXX_3.4.19"));
        Assert.False(SystemLibstdcxx.Defines(library, "GLIBCXX_3.4.320"));
    }

    [Theory]
    [InlineData("\0GLIBCXX_3.4.32\0", true)]
    [InlineData("\0GLIBCXX_3.4.31\0GLIBCXX_3.4.32\0GLIBCXX_3.4.33\0", true)]
    [InlineData("\0GLIBCXX_3.4.3\0GLIBCXX_3.4.30\0", false)]
    [InlineData("\0GLIBCXX_3.4.321\0", false)]
    [InlineData("", false)]
    public void A_version_is_defined_where_its_whole_name_stands(string content, bool isDefined) =>
        Assert.Equal(isDefined, SystemLibstdcxx.Defines(_scratch.Write("lib", Encoding.Latin1.GetBytes("\u00ff" + content)), LibstdcxxPatch.Version));
}
