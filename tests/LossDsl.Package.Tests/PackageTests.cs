using System.IO.Compression;
using System.Xml.Linq;
using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>The content of the packages.</summary>
public sealed class PackageTests(PackageFeed feed)
{
    [Fact]
    public void The_library_comes_with_all_that_the_compiler_needs()
    {
        var files = Files("LossDsl");

        Assert.Equal(
            ["LossDsl.Analyzers.dll", "LossDsl.CodeFixes.dll", "LossDsl.Generators.dll", "LossDsl.Roslyn.dll", "YamlDotNet.dll"],
            files.Where(file => file.StartsWith("analyzers/dotnet/cs/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["LossDsl.dll", "LossDsl.xml"],
            files.Where(file => file.StartsWith("lib/net10.0/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["tasks/ELFSharp.LICENSE.txt", "tasks/ELFSharp.dll", "tasks/LossDsl.Build.dll"],
            files.Where(file => file.StartsWith("tasks/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["LossDsl.LibTorchSharp.targets", "LossDsl.props", "LossDsl.targets"],
            files.Where(file => file.StartsWith("buildTransitive/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("README.md", files);
    }

    [Fact]
    public void It_depends_on_TorchSharp_wherever_it_was_built()
    {
        var nuspec = Nuspec("LossDsl");

        Assert.Equal(
            ["Microsoft.Extensions.Configuration.Abstractions", "TorchSharp 0.107.0", "YamlDotNet"],
            nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => (string?)element.Attribute("id") + (element.Attribute("id")!.Value == "TorchSharp" ? " " + (string?)element.Attribute("version") : ""))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Processes_are_a_package_of_their_own()
    {
        Assert.Equal(
            ["LossDsl.Mpi.dll", "LossDsl.Mpi.xml"],
            Files("LossDsl.Mpi").Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            [$"LossDsl {PackageFeed.Version}", "TorchSharp 0.107.0"],
            Nuspec("LossDsl.Mpi").Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}").Order(StringComparer.Ordinal));
        using var symbols = ZipFile.OpenRead(feed.Package("LossDsl.Mpi", "snupkg"));
        Assert.NotNull(symbols.GetEntry("lib/net10.0/LossDsl.Mpi.pdb"));
    }

    [Theory]
    [InlineData("LossDsl")]
    [InlineData("LossDsl.Mpi")]
    [InlineData("LossDsl.Cli")]
    public void It_says_what_it_is(string id)
    {
        var metadata = Nuspec(id).Root!.Elements().Single();
        string? Said(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("Apache-2.0", Said("license"));
        Assert.Equal("README.md", Said("readme"));
        Assert.False(string.IsNullOrWhiteSpace(Said("description")));
        Assert.False(string.IsNullOrWhiteSpace(Said("tags")));
    }

    [Fact]
    public void Symbols_have_a_package_of_their_own()
    {
        using var symbols = ZipFile.OpenRead(feed.Package("LossDsl", "snupkg"));
        Assert.NotNull(symbols.GetEntry("lib/net10.0/LossDsl.pdb"));
    }

    [Fact]
    public void The_program_is_a_tool()
    {
        Assert.Contains("DotnetTool", Nuspec("LossDsl.Cli").ToString());
        using var package = ZipFile.OpenRead(feed.Package("LossDsl.Cli"));
        using var settings = package.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open();
        Assert.Equal("lossdsl", XDocument.Load(settings).Descendants("Command").Single().Attribute("Name")!.Value);
    }

    [Fact]
    public void The_tool_has_the_native_libraries_of_one_platform_and_stays_below_what_nuget_takes()
    {
        var native = Files("LossDsl.Cli").Where(file => file.Contains("/runtimes/", StringComparison.Ordinal)).ToList();

        Assert.All(native, file => Assert.StartsWith("tools/net10.0/any/runtimes/linux-x64/native/", file));
        Assert.Superset(
            new HashSet<string?> { "libLibTorchSharp.so", "libtorch_cpu.so", "libc10.so" }, native.Select(Path.GetFileName).ToHashSet());
        Assert.InRange(new FileInfo(feed.Package("LossDsl.Cli")).Length, 1, 250_000_000);
    }

    [Fact]
    public void The_tool_loads_on_older_systems_wherever_it_was_packed()
    {
        using var package = ZipFile.OpenRead(feed.Package("LossDsl.Cli"));
        using var packed = package.GetEntry("tools/net10.0/any/runtimes/linux-x64/native/libLibTorchSharp.so")!.Open();
        using var content = new MemoryStream();
        packed.CopyTo(content);
        var original = File.ReadAllBytes(HelloProgram.Original);

        Assert.Equal(original.Length, content.Length);
        Assert.InRange(original.Zip(content.ToArray()).Count(pair => pair.First != pair.Second), 3, 8);
    }

    private HashSet<string> Files(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private XDocument Nuspec(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec);
    }
}
