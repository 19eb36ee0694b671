using System.Reflection;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>An invalid declaration has exactly one diagnostic: of a rule, or of the compiler if it does not compile.</summary>
/// <remarks>The declarations are read from the tests of the generator, so that one list serves both.</remarks>
public sealed class OneDiagnosticTests
{
    private static readonly string Root = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Every declaration in the generator's tests of malformed declarations.</summary>
    public static TheoryData<string> Malformed => [.. Read()];

    [Fact]
    public void The_list_is_found() => Assert.True(Malformed.Count > 80, $"only {Malformed.Count} declarations were read");

    [Theory, MemberData(nameof(Malformed))]
    public async Task It_has_one_diagnostic(string source)
    {
        var compiler = await Scratchpad.Errors(source);
        var rules = (await Scratchpad.Analyze(source)).Select(said => said.ToString()).ToList();
        if (compiler.Count == 0)
            Assert.Single(rules);
        else
            Assert.True(rules.Count <= 1, string.Join("\n", rules));
    }

    private static IEnumerable<string> Read()
    {
        var file = Path.Combine(Root, "tests", "LossDsl.Generators.Tests", "Malformed", "MalformedTests.cs");
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
        const string neighbour = "[LossConfig] sealed partial record Neighbour { public required double Beta { get; init; } }\n";
        foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (method.ExpressionBody?.Expression is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "AssertCompleted" or "AssertRefused" or "AssertNotPartial" } } call)
                continue;
            foreach (var data in method.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString() == "InlineData"))
            {
                if (data.ArgumentList!.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string text })
                    yield return neighbour + Filled(call.ArgumentList.Arguments[0].Expression, text);
            }
        }
    }

    // The argument itself, or inserted into a raw string.
    private static string Filled(ExpressionSyntax template, string text) => template is InterpolatedStringExpressionSyntax interpolated
        ? string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax literal ? literal.TextToken.Text : text))
        : text;
}
