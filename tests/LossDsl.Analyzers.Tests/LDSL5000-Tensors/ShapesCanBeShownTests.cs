using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class ShapesCanBeShownTests
{
    [Theory]
    [InlineData("var x = data.Advantages[.., 1..];", "data.Advantages[.., 1..]", "[B, S-1] floating point")]
    [InlineData("var x = logits.transpose(1, 2).flatten(1);", "logits.transpose(1, 2).flatten(1)", "[B, V*S] floating point")]
    [InlineData("var x = data.Rewards.view(-1, 2);", "data.Rewards.view(-1, 2)", "[_, 2] floating point")]
    [InlineData("var x = data.TokenMask == 0;", "data.TokenMask == 0", "[B, S] bool")]
    [InlineData("var x = cat([data.Advantages, data.NextToken.Advantages], 1);", "cat([data.Advantages, data.NextToken.Advantages], 1)", "[B, 2*S-1] floating point")]
    [InlineData("var x = data.Advantages; for (var i = 0; i < n; i++) x = x[.., 1..]; x = x.exp();", "x.exp()", "[B, _] floating point")]
    public async Task An_expression_shows_its_shape(string body, string expression, string shown)
    {
        var said = await Shown(Shapes.In(body));
        var here = said.Last(diagnostic => Text(diagnostic) == expression);
        Assert.Equal(DiagnosticSeverity.Hidden, here.DefaultSeverity);
        Assert.Equal(shown, here.GetMessage());
    }

    [Fact]
    public async Task It_is_silent_by_default() =>
        Assert.Empty(await Workbench.Analyze(Workbench.Document(Shapes.In("_ = data.Advantages.exp();")), new ShapesCanBeShown()));

    private static async Task<IReadOnlyList<Diagnostic>> Shown(string source)
    {
        var document = Workbench.Document(source);
        Assert.Empty(await Workbench.Errors(document));
        var options = document.Project.CompilationOptions!;
        var project = document.Project.WithCompilationOptions(
            options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.Add("LDSL5900", ReportDiagnostic.Hidden)));
        return await Workbench.Analyze(project.GetDocument(document.Id)!, new ShapesCanBeShown());
    }

    private static string Text(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
