using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2001: a batch that is handed to a loss or bound must have the required keys.</summary>
/// <remarks>
/// It speaks only where the whole life of the batch is in sight: made by <c>new</c> without a source of entries, either
/// bound on the spot or kept in a local. Then every way through the method is followed: a key is missing where none of those
/// that lead from the creation to the place of binding can add it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingKeyAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2001",
        "A batch must have the required keys of its contract",
        "BatchedDataDict<{0}> lacks the required {1} {2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2001.md");

    /// <summary>The property of a diagnostic that lists <c>key=Property</c> of what is missing, separated by semicolons.</summary>
    public const string Missing = "missing";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        var contracts = new DataDictContract.Reader(vocabulary);
        context.RegisterOperationAction(operation => Check(operation, contracts), OperationKind.ObjectCreation);
    }

    private static void Check(OperationAnalysisContext context, DataDictContract.Reader contracts)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Arguments.Length > 0
            || contracts.OfBatch(creation.Type) is not { } contract
            || InitialKeys(creation) is not { } initial)
        {
            return;
        }

        var missing = WhereBound(context, creation, new BatchKeys(initial, IsOpen: false), contracts.Vocabulary)
            .Where(keys => !keys.IsOpen)
            .Select(keys => contract.Fields.Where(field => field.IsRequired && !keys.Known.Contains(field.Key)).ToList())
            .FirstOrDefault(fields => fields.Count > 0);
        if (missing is not null)
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                Place(creation.Syntax),
                ImmutableDictionary<string, string?>.Empty.Add(
                    Missing, string.Join(";", missing.Select(field => $"{field.Key}={field.Property}"))),
                contract.Name,
                missing.Count == 1 ? "key" : "keys",
                string.Join(", ", missing.Select(field => $"'{field.Key}'"))));
    }

    private static ImmutableHashSet<string>? InitialKeys(IObjectCreationOperation creation)
    {
        var keys = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var entry in creation.Initializer?.Initializers ?? [])
        {
            var access = BatchAccess.Of(entry is ISimpleAssignmentOperation assignment ? assignment.Target : entry);
            if (access is not { IsWrite: true, ConstantKey: { } key })
                return null;
            keys.Add(key);
        }

        return keys.ToImmutable();
    }

    private static IEnumerable<BatchKeys> WhereBound(
        OperationAnalysisContext context, IObjectCreationOperation creation, BatchKeys initial, Vocabulary vocabulary)
    {
        if (Holder(creation) is var (holder, local))
            return new BatchFlow(holder, local, vocabulary).WhereBound(initial, context.GetControlFlowGraph);
        return BatchUses.Of(creation, vocabulary).Use == BatchUse.Binds && !ExpectedFailure.Surrounds(creation) ? [initial] : [];
    }

    private static (IOperation Holder, ILocalSymbol Local)? Holder(IObjectCreationOperation creation) => creation.User().User switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } declarator } =>
            (declarator, local),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }, Parent: IExpressionStatementOperation } assignment =>
            (assignment, local),
        _ => null,
    };

    private static Location Place(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.GetLocation(),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
        _ => creation.GetLocation(),
    };
}
