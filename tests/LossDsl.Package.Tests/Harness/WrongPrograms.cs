using System.Text.RegularExpressions;

namespace LossDsl.Package.Tests.Harness;

/// <summary>What the compiler says of all wrong programs, built together: each is in a namespace of its own.</summary>
/// <param name="feed">The packages.</param>
public sealed partial class WrongPrograms(PackageFeed feed) : IAsyncLifetime
{
    private ILookup<string, string> _said = Enumerable.Empty<string>().ToLookup(line => line);

    /// <summary>How the build ended.</summary>
    internal ProgramRun Build { get; private set; } = null!;

    /// <summary>The files that something was said of.</summary>
    internal IEnumerable<string> Files => _said.Select(file => file.Key);

    /// <summary>What was said of a file, as place and rule.</summary>
    internal IEnumerable<string> Said(string file) => _said[file];

    /// <summary>Reads errors and warnings off the output of a build, each once.</summary>
    internal static IEnumerable<(string File, string Said)> Read(ProgramRun build, string folder) => Line().Matches(build.Output)
        .Select(match => (File: Path.GetRelativePath(folder, match.Groups["file"].Value), match))
        .Select(pair => (pair.File, $"{pair.File}({pair.match.Groups["place"].Value}): {pair.match.Groups["rule"].Value}"))
        .Distinct();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var project = await DownstreamProject.CreateRestored(feed, "Wrong");
        Build = await project.Build();
        _said = Read(Build, project.Folder).ToLookup(line => line.File, line => line.Said);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex(@"^\s*(?<file>/.+?)\((?<place>\d+,\d+)\): (error|warning) (?<rule>\w+): ", RegexOptions.Multiline)]
    private static partial Regex Line();
}
