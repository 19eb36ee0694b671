using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5001: what a loss gives in a loop must be freed in it.</summary>
/// <remarks>
/// It speaks where the result is surely lost: in a loop that makes steps of an optimizer, or in one of the program's entry,
/// without a dispose scope inside that loop, and where nothing that is done with the result could free or keep it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResultsMustBeFreed() : ContractAnalyzer(Rule)
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

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterOperationAction(operation => Check(operation, vocabulary), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Vocabulary vocabulary)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.IsResult(vocabulary)
            && OpenScopes.AreMissing(call, context.ContainingSymbol)
            && ResultFate.IsLost(call, vocabulary))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, Place(call.Syntax)));
        }
    }

    private static Location Place(SyntaxNode call) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name.GetLocation()
            : call.GetLocation();
}
