using System.Collections.Concurrent;
using System.Collections.Immutable;
using LossDsl.Analyzers.Keys.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2001: a batch that is passed to a loss or bound must have the required keys.</summary>
/// <remarks>
/// Follows all paths through the method, and into the methods of the project that it calls. A key is missing if no path from the
/// creation of the batch to the call that binds it can add the key.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchesMustHaveTheirKeys() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2001",
        "A batch must have the required keys of its data dict",
        "{0} lacks the required {1} {2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2001.md");

    /// <summary>The diagnostic property that lists the missing keys as <c>key=Property</c>, separated by semicolons.</summary>
    public const string MissingKeys = "missing";

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        var dataDicts = new DataDictKeys.Reader(symbols);
        var bodies = new FunctionBodyCache(symbols);
        var found = new ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<BoundBatch>>();
        context.RegisterOperationAction(
            operation => Check(operation, dataDicts, bodies, found), OperationKind.ObjectCreation, OperationKind.Invocation);
    }

    private static void Check(
        OperationAnalysisContext context,
        DataDictKeys.Reader dataDicts,
        FunctionBodyCache bodies,
        ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<BoundBatch>> found)
    {
        if (context.Operation.IsImplicit || !Concerns(context.Operation, dataDicts.KnownSymbols))
            return;

        // The operation actions of one method share an analysis; the first action runs it.
        var root = context.Operation.GetRoot();
        var all = found.GetOrAdd(root.Syntax, _ => new KeyAnalysis(root, dataDicts, bodies, context.CancellationToken).Run(
            context.GetControlFlowGraph(), context.ContainingSymbol as IMethodSymbol));
        var isCreation = context.Operation is IObjectCreationOperation;
        var here = all.Where(bound => isCreation
            ? bound.Creation == context.Operation.Syntax
            : bound.Place == context.Operation.Syntax && !bound.IsCreatedIn(root.Syntax));
        if (here.OrderBy(bound => bound.Place.SpanStart).FirstOrDefault(bound => bound.GetMissingFields().Count > 0) is { } broken)
            context.ReportDiagnostic(Problem(broken, isCreation));
    }

    // A cheap test of types, since most code does not use batches.
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
            $"BatchedDataDict<{bound.DataDict.Name}>",
            missing.Count == 1 ? "key" : "keys",
            string.Join(", ", missing.Select(field => Words(field.Key, bound.Keys))));
    }

    private static string Words(string key, BatchKeys keys)
    {
        if (keys.Nulls.Contains(key))
            return $"'{key}' (set to null)";
        return NearestName.Find(key, keys.Known.Except(keys.Checked)) is { } nearest ? $"'{key}' (it has '{nearest}')" : $"'{key}'";
    }

    private static Location GetLocation(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.GetLocation(),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
        _ => creation.GetLocation(),
    };
}
