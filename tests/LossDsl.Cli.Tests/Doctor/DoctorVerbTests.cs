namespace LossDsl.Cli.Tests.Doctor;

/// <summary>Runs <c>lossdsl doctor</c> as a process.</summary>
public sealed class DoctorVerbTests
{
    [Fact]
    public void It_has_a_line_for_each_fact()
    {
        var ended = ProgramRun.Run("doctor");
        var lines = ended.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            ["torchsharp", "native", "libtorch", "devices", "threads", "cores", "simd", "sdk", "runtime"],
            lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.NotEqual(' ', line[12]));
        Assert.Equal("", ended.Error);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void It_names_the_versions_of_torch()
    {
        var lines = ProgramRun.Run("doctor").Output.Split('\n').ToLookup(line => line.Split(' ')[0]);
        Assert.Matches(@"^torchsharp  \d+\.\d+\.\d+, (cpu|cuda) libraries$", lines["torchsharp"].Single());
        Assert.Equal($"libtorch    {__version__}", lines["libtorch"].Single());
    }

    [Fact]
    public void It_says_how_the_native_library_loads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only the library for Linux needs a certain C++ library");
        var line = ProgramRun.Run("doctor").Output.Split('\n').Single(line => line.StartsWith("native", StringComparison.Ordinal));
        Assert.Matches("^native      (a patched copy that does without|as TorchSharp ships it;)", line);
    }
}
