using System.Text.RegularExpressions;

namespace LossDsl.BuildBenchmarks;

/// <summary>A project of many files, in a temporary folder.</summary>
internal sealed partial class SampleProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lossdsl-build-").FullName;

    /// <summary>Writes the project.</summary>
    /// <param name="files">The number of files.</param>
    public SampleProject(int files)
    {
        File.WriteAllText(Path.Combine(_folder, "Sample.csproj"), SampleSource.Project(AppContext.BaseDirectory));
        for (var i = 0; i < files; i++)
        {
            var source = SampleSource.File(i);
            Lines += source.Count(character => character == '\n');
            File.WriteAllText(Path.Combine(_folder, $"File{i}.cs"), source);
        }
    }

    /// <summary>The total number of lines.</summary>
    public int Lines { get; }

    /// <summary>
    /// Restores, and keeps the generated files, so that the build without the generator compiles the same source.
    /// </summary>
    public async Task Prepare()
    {
        await ProgramRun.RunDotnet(_folder, "restore -v q");
        await ProgramRun.RunDotnet(_folder, "build --no-restore -v q -p:HasRules=true -p:EmitCompilerGeneratedFiles=true -p:CompilerGeneratedFilesOutputPath=generated");
    }

    /// <summary>Rebuilds the project.</summary>
    public Task<ProgramRun> Build(bool hasRules, bool isWarm) => ProgramRun.RunDotnet(
        _folder,
        $"build --no-restore --no-incremental -v q -p:HasRules={hasRules} -p:UseSharedCompilation={isWarm}" + (isWarm ? "" : " -nodeReuse:false -maxCpuCount:1"));

    /// <summary>The time of each rule as reported by the compiler.</summary>
    public async Task<IEnumerable<string>> ReportAnalyzers()
    {
        var ran = await ProgramRun.RunDotnet(_folder, "build --no-restore --no-incremental -v d -p:HasRules=true -p:ReportAnalyzer=true");
        return ran.Output.Split('\n').Where(line => Report().IsMatch(line)).Select(line => line.Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"Total (analyzer|generator) execution time|^\s+[<\d.]+\s+[<\d]+\s+LossDsl\.")]
    private static partial Regex Report();
}
