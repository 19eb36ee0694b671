using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5001: the result of a loss in a training loop must be disposed in each iteration.</summary>
/// <remarks>
/// Reported only if the result certainly leaks: in a loop that makes optimizer steps, or in a loop of the program's entry point,
/// without a dispose scope inside the loop, if no use of the result can dispose it or keep it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResultsMustBeFreed() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5001",
        "The result of a loss must be freed in the loop that makes it",
        "Nothing frees this loss, its graph and its metrics: open a dispose scope in the loop",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5001.md");

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.IsLossResult(symbols)
            && DisposeScopes.IsMissing(call, context.ContainingSymbol)
            && ResultLifetime.IsLeaked(call, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, GetLocation(call.Syntax)));
        }
    }

    private static Location GetLocation(SyntaxNode call) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name.GetLocation()
            : call.GetLocation();
}
