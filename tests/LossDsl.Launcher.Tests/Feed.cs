namespace LossDsl.Launcher.Tests;

/// <summary>What NuGet prints when it is asked for TorchSharp, by what the feed has.</summary>
internal static class Feed
{
    private const string NoLibtorch9999 = """
        error NU1102: Unable to find package libtorch-cpu-linux-x64 with version (= 9999.0.0)
        error NU1102:   - Found 23 version(s) in feed [ Nearest version: 2.10.0 ]

        """;

    public const string HasNothing = """
        error NU1101: Unable to find package TorchSharp. No packages exist with this id
        error NU1101: Unable to find package TorchSharp-cpu. No packages exist with this id
        error NU1101: Unable to find package libtorch-cpu-linux-x64. No packages exist with this id

        """;

    public const string HasOldTorchSharp = """
        error NU1102: Unable to find package TorchSharp with version (= 0.107.0)
        error NU1102:   - Found 90 version(s) in feed [ Nearest version: 0.105.0 ]

        """ + NoLibtorch9999;

    public const string HasNoLibtorch = """
        error NU1101: Unable to find package libtorch-cpu-linux-x64. No packages exist with this id

        """;

    public const string DoesNotAnswer = """
        error NU1301: Failed to retrieve information about 'TorchSharp' from remote source 'feed'.

        """;

    public const string HasTorchSharp = NoLibtorch9999;
}
