using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2001: a batch that is handed to a loss or bound must have the required keys.</summary>
/// <remarks>
/// It speaks only where the whole life of the batch is in sight: made by <c>new</c> without a source of entries, either
/// bound on the spot or kept in a local that every mention of adds to under constant keys, reads or binds. The keys that
/// it may have by then are those of the initializer and all that are added anywhere in the method.
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
            || InitialKeys(creation) is not { } keys
            || !IsBoundWith(creation, keys, contracts.Vocabulary))
        {
            return;
        }

        var missing = contract.Fields.Where(field => field.IsRequired && !keys.Contains(field.Key)).ToList();
        if (missing.Count > 0)
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                Place(creation.Syntax),
                ImmutableDictionary<string, string?>.Empty.Add(
                    Missing, string.Join(";", missing.Select(field => $"{field.Key}={field.Property}"))),
                contract.Name,
                missing.Count == 1 ? "key" : "keys",
                string.Join(", ", missing.Select(field => $"'{field.Key}'"))));
    }

    private static HashSet<string>? InitialKeys(IObjectCreationOperation creation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in creation.Initializer?.Initializers ?? [])
        {
            var access = BatchAccess.Of(entry is ISimpleAssignmentOperation assignment ? assignment.Target : entry);
            if (access is not { IsWrite: true, ConstantKey: { } key })
                return null;
            keys.Add(key);
        }

        return keys;
    }

    // Whether the batch surely gets bound; on the way, what is added to it joins its keys.
    private static bool IsBoundWith(IObjectCreationOperation creation, HashSet<string> keys, Vocabulary vocabulary)
    {
        if (Local(creation) is not { } local)
            return BatchUses.Of(creation, vocabulary).Use == BatchUse.Binds && !ExpectedFailure.Surrounds(creation);

        var isBound = false;
        foreach (var mention in Root(creation).Descendants().OfType<ILocalReferenceOperation>().Where(other => other.Local.Is(local)))
        {
            var (use, key) = BatchUses.Of(mention, vocabulary);
            if (use == BatchUse.Unknown)
                return false;
            if (key is not null)
                keys.Add(key);
            isBound |= use == BatchUse.Binds && !ExpectedFailure.Surrounds(mention);
        }

        return isBound;
    }

    private static ILocalSymbol? Local(IObjectCreationOperation creation)
    {
        var outer = creation.Parent;
        while (outer is IConversionOperation { IsImplicit: true, OperatorMethod: null })
            outer = outer.Parent;
        return outer is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } }
            ? local
            : null;
    }

    private static IOperation Root(IOperation operation) => operation.Parent is { } parent ? Root(parent) : operation;

    private static Location Place(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.GetLocation(),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
        _ => creation.GetLocation(),
    };
}
