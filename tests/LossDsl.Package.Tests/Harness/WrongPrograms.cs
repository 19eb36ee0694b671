using System.Text.RegularExpressions;

namespace LossDsl.Package.Tests.Harness;

/// <summary>The compiler's output for all wrong programs. They are built together, each in its own namespace.</summary>
/// <param name="feed">The packages.</param>
public sealed partial class WrongPrograms(PackageFeed feed) : IAsyncLifetime
{
    private ILookup<string, string> _said = Enumerable.Empty<string>().ToLookup(line => line);

    /// <summary>The result of the build.</summary>
    internal ProgramRun Build { get; private set; } = null!;

    /// <summary>The files with diagnostics.</summary>
    internal IEnumerable<string> Files => _said.Select(file => file.Key);

    /// <summary>The diagnostics of a file, as location and id.</summary>
    internal IEnumerable<string> Said(string file) => _said[file];

    /// <summary>Parses the distinct errors and warnings in the output of a build.</summary>
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
