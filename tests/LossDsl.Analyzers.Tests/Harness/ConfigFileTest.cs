using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LossDsl.Analyzers.ConfigFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The base of tests of one rule about config files.</summary>
/// <param name="id">The id of the rule.</param>
public abstract class ConfigFileTest(string id)
{
    /// <summary>Asserts the messages of the rule for a file, each preceded by line and column.</summary>
    private protected async Task Reports(ConfigFile file, params string[] messages) => Assert.Equal(messages, await Said(file));

    /// <summary>Asserts that the rule does not report a file.</summary>
    private protected async Task ReportsNothing(ConfigFile file) => Assert.Empty(await Said(file));

    private async Task<IEnumerable<string>> Said(ConfigFile file) =>
        (await file.Analyze(new ConfigFilesMustFitTheirConfigs())).Where(diagnostic => diagnostic.Id == id).Select(diagnostic =>
        {
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
            Assert.Equal(file.Path, diagnostic.Location.GetLineSpan().Path);
            var place = diagnostic.Location.GetLineSpan().StartLinePosition;
            return $"({place.Line + 1},{place.Character + 1}): {diagnostic.GetMessage()}";
        });
}

/// <summary>A config file that a project lists.</summary>
/// <param name="Path">The path.</param>
/// <param name="Content">The text; null for a file that cannot be read.</param>
internal sealed record ConfigFile(string Path, string? Content)
{
    /// <summary>The source of a project with a config that has settings of every kind.</summary>
    public const string Declarations = """
        public enum Weighting { Uniform, ByLength, ByReward }

        [LossConfig]
        public sealed partial record SampleConfig
        {
            [Range(0, 1)] public required double Beta { get; init; }
            [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? Clip { get; init; }
            [Requires(nameof(Clip))] public bool DualClip { get; init; }
            [ConflictsWith(nameof(DualClip))] public bool PlainRatio { get; init; }
            public Weighting Weighting { get; init; }
            [RequiredWhen(nameof(Weighting), Is = Weighting.ByReward)] public string? RewardKey { get; init; }
            [RequiredWhen(nameof(Beta), IsNot = 0.0)] public string Reference { get; init; } = "initial";
            [Range(1, 1000)] public int Steps { get; init; } = 10;
            [Requires(nameof(Decay))] public int WarmUp { get; init; }
            public float Decay { get; init; }
            public long Seed { get; init; } = 1;
            [AllowedValues("sum", "mean")] public string Reduction { get; init; } = "sum";
            [AllowedValues(1, 2, 4)] public int Accumulate { get; init; } = 1;
            [RequiredWhen(nameof(Verbose)), RequiredWhen(nameof(Patience), IsNot = 0)] public int? Interval { get; init; }
            public int? Patience { get; init; }
            public bool? Verbose { get; init; }
            [ConfigKey("Shift of it")] public double Shift { get; init; }
        }
        """;

    // Most tests use the same project.
    private static readonly ConcurrentDictionary<string, Task<Compilation>> Compilations = new();

    /// <summary>Type and section as the MSBuild item passes them; null if the file is not listed.</summary>
    public string? Listed { get; init; } = "SampleConfig@";

    public string Source { get; init; } = Declarations;

    public static ConfigFile Yaml(string content) => new("/c.yaml", content);

    public static ConfigFile Json(string content) => new("/c.json", content);

    /// <summary>The diagnostics of a file, ordered by location. An exception of an analyzer is one of them.</summary>
    public Task<IReadOnlyList<Diagnostic>> Analyze(params DiagnosticAnalyzer[] analyzers) => Analyze(Source, [this], analyzers);

    /// <summary>The diagnostics of all files of a project.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Analyze(string source, IReadOnlyList<ConfigFile> files, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files.Select(file => new Text(file))], new Provider()),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("an analyzer threw", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var compilation = await Compilations.GetOrAdd(source, Compiled);
        var said = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(said, diagnostic => diagnostic.Id == "AD0001");
        return [.. said.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition).ThenBy(diagnostic => diagnostic.GetMessage())];
    }

    private static async Task<Compilation> Compiled(string source)
    {
        var document = Workbench.Document(source);
        Assert.Empty(await Workbench.Errors(document));
        return (await document.Project.GetCompilationAsync())!;
    }

    private sealed class Text(ConfigFile file) : AdditionalText
    {
        public override string Path => file.Path;

        public string? Listed => file.Listed;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => file.Content is null ? null : SourceText.From(file.Content);
    }

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(null);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(((Text)textFile).Listed);
    }

    private sealed class Options(string? listed) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.LossDslConfig" ? listed : null;
            return value is not null;
        }
    }
}
