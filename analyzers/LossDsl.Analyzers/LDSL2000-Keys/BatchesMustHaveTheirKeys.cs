using System.Collections.Concurrent;
using System.Collections.Immutable;
using LossDsl.Analyzers.Keys.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2001: a batch that is handed to a loss or bound must have the required keys.</summary>
/// <remarks>
/// Every way through the method is followed, and into the functions of the project that it calls: a key is missing where
/// none of those that lead from the creation to the place of binding can add it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchesMustHaveTheirKeys() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2001",
        "A batch must have the required keys of its contract",
        "{0} lacks the required {1} {2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2001.md");

    /// <summary>The property of a diagnostic that lists <c>key=Property</c> of what is missing, separated by semicolons.</summary>
    public const string MissingKeys = "missing";

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        var contracts = new DataDictContract.Reader(symbols);
        var bodies = new FunctionBodyCache(symbols);
        var found = new ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<BoundBatch>>();
        context.RegisterOperationAction(
            operation => Check(operation, contracts, bodies, found), OperationKind.ObjectCreation, OperationKind.Invocation);
    }

    private static void Check(
        OperationAnalysisContext context,
        DataDictContract.Reader contracts,
        FunctionBodyCache bodies,
        ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<BoundBatch>> found)
    {
        if (context.Operation.IsImplicit || !Concerns(context.Operation, contracts.KnownSymbols))
            return;

        // The first action of a method follows it; the others take what it found.
        var root = context.Operation.GetRoot();
        var all = found.GetOrAdd(root.Syntax, _ => new KeyAnalysis(root, contracts, bodies, context.CancellationToken).Run(
            context.GetControlFlowGraph(), context.ContainingSymbol as IMethodSymbol));
        var isCreation = context.Operation is IObjectCreationOperation;
        var here = all.Where(bound => isCreation
            ? bound.Creation == context.Operation.Syntax
            : bound.Place == context.Operation.Syntax && !bound.IsCreatedIn(root.Syntax));
        if (here.OrderBy(bound => bound.Place.SpanStart).FirstOrDefault(bound => bound.GetMissingFields().Count > 0) is { } broken)
            context.ReportDiagnostic(Problem(broken, isCreation));
    }

    // A glance at the types, as most code has nothing to do with batches.
    private static bool Concerns(IOperation operation, KnownSymbols symbols)
    {
        if (operation is not IInvocationOperation call)
            return operation.Type.IsBatch(symbols);
        if (call.Instance is { Type: var type } && type.IsBatch(symbols))
            return true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.WalkDownConversion().Type.IsBatch(symbols))
                return true;
        }

        return false;
    }

    private static Diagnostic Problem(BoundBatch bound, bool isCreation)
    {
        var missing = bound.GetMissingFields();
        var isNull = missing.Any(field => bound.Keys.Nulls.Contains(field.Key));
        var place = isCreation ? GetLocation(bound.Creation) : bound.Operand.GetLocation();
        return Diagnostic.Create(
            Rule,
            place,
            isCreation ? null : [bound.Creation.GetLocation()],
            isCreation && !isNull
                ? ImmutableDictionary<string, string?>.Empty.Add(MissingKeys, string.Join(";", missing.Select(field => $"{field.Key}={field.Property}")))
                : null,
            $"BatchedDataDict<{bound.Contract.Name}>",
            missing.Count == 1 ? "key" : "keys",
            string.Join(", ", missing.Select(field => Words(field.Key, bound.Keys))));
    }

    private static string Words(string key, BatchKeys keys)
    {
        if (keys.Nulls.Contains(key))
            return $"'{key}' (null is put there)";
        return NearestName.Find(key, keys.Known.Except(keys.Checked)) is { } nearest ? $"'{key}' (it has '{nearest}')" : $"'{key}'";
    }

    private static Location GetLocation(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.GetLocation(),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
        _ => creation.GetLocation(),
    };
}
