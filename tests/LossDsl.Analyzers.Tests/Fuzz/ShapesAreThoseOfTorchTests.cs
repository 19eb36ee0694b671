using System.Collections.Immutable;
using System.Text;
using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using static TorchSharp.torch;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>
/// Random programs that torch runs without an error: no rule reports them, and every inferred shape is that of the tensor.
/// </summary>
public sealed class ShapesAreThoseOfTorchTests
{
    private const int Files = 4;
    private const int MethodsOfAFile = 50;
    private const int ProgramsOfAMethod = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Inferred_shapes_are_those_of_the_tensors(int seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        var draws = new Random(seed);
        var expected = new Dictionary<(string File, int Start), (string Program, Tensor Value)>();
        var trees = new List<SyntaxTree>();
        var compilation = (CSharpCompilation)(await Workbench.Document("").Project.GetCompilationAsync())!;
        var parsing = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        for (var file = 0; file < Files; file++)
            trees.Add(CSharpSyntaxTree.ParseText(Class(draws, $"/Fuzz{file}.cs", expected), parsing, $"/Fuzz{file}.cs"));
        compilation = compilation.AddSyntaxTrees(trees);
        Assert.Empty(compilation.GetSemanticModel(trees[0]).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3));

        var said = await Said(compilation);
        var wrong = said.Where(diagnostic => diagnostic.Id != "LDSL5900").Select(diagnostic => $"{diagnostic.GetMessage()}\n{Line(diagnostic)}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} reported:\n{string.Join("\n", wrong.Take(5))}");
        var known = 0;
        var others = new List<string>();
        foreach (var diagnostic in said)
        {
            if (!expected.TryGetValue((diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceSpan.Start), out var actual))
                continue;
            known++;
            if (!FuzzShape.Fits(diagnostic.GetMessage(), actual.Value))
                others.Add($"{Line(diagnostic)}\n{diagnostic.Location.SourceTree.ToString().AsSpan(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}: inferred {diagnostic.GetMessage()}, torch has [{string.Join(", ", actual.Value.shape)}] {actual.Value.dtype}");
        }

        Assert.True(others.Count == 0, $"{others.Count} differ:\n{string.Join("\n", others.Take(5))}");

        // An unknown shape agrees with every tensor, so most shapes must be known.
        Assert.True(known > expected.Count * 8 / 10, $"only {known} of {expected.Count} shapes were inferred");
    }

    private static string Class(Random draws, string file, Dictionary<(string File, int Start), (string Program, Tensor Value)> expected)
    {
        var source = new StringBuilder("using static TorchSharp.torch.nn;\nstatic class ").Append(file[1..^3]).Append("\n{\n");
        source.Append("static Tensor Half(Tensor t) => t / 2;\nstatic Tensor Last(Tensor t) { var end = t.select(-1, 0); return end; }\n");
        for (var i = 0; i < MethodsOfAFile; i++)
        {
            source.Append($"static void P{i}([Tensor(\"B S\", DType.Float)] Tensor a, [Tensor(\"B\", DType.Float)] Tensor r, [Tensor(\"B S V\", DType.Float)] Tensor x, [Tensor(\"V H\", DType.Float)] Tensor w, "
                + "[Tensor(\"B S\", DType.Integer)] Tensor ids, [Tensor(\"B S\", DType.Bool)] Tensor m, [Tensor(\"2*P S\", DType.Float)] Tensor p, [Tensor(\"S\", DType.Float)] Tensor v, [Tensor(\"B 1\", DType.Float)] Tensor c, "
                + "bool yes, bool no, int count)\n{\n");
            for (var k = 0; k < ProgramsOfAMethod; k++)
                Write(new FuzzProgram(draws), file, source, expected);
            source.Append("}\n");
        }

        return source.Append('}').ToString();
    }

    private static void Write(FuzzProgram program, string file, StringBuilder source, Dictionary<(string File, int Start), (string Program, Tensor Value)> expected)
    {
        source.Append("{ ").Append(program.Text);
        foreach (var (name, value) in program.Declared)
        {
            source.Append("_ = ");
            expected[(file, source.Length)] = (program.Text, value);
            source.Append(name).Append("; ");
        }

        source.Append("}\n");
    }

    private static async Task<ImmutableArray<Diagnostic>> Said(CSharpCompilation compilation)
    {
        var shown = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("LDSL5900", ReportDiagnostic.Hidden)]));
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("an analyzer threw", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        return await shown.WithAnalyzers([new ShapesMustAgree(), new ShapesCanBeShown()], options).GetAnalyzerDiagnosticsAsync();
    }

    private static string Line(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree!.GetText();
        var line = text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString();
        return line[(line.IndexOf('{') + 2)..];
    }
}
