using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The bodies of functions and the initializers of members in the compilation's source, each built once.</summary>
internal sealed class FunctionBodyCache(KnownSymbols symbols)
{
    /// <summary>The batches in private fields and properties.</summary>
    public MemberBatchAnalysis Members { get; } = new(symbols);

    private readonly ConcurrentDictionary<ISymbol, FunctionBody?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The body that a call of a method runs; null if it is not known, for example because the method can be overridden.
    /// </summary>
    public FunctionBody? GetBody(IMethodSymbol method, SemanticModel caller, CancellationToken cancellation)
    {
        var declared = method.OriginalDefinition;
        return declared is { IsAsync: false, IsExtern: false, IsAbstract: false, PartialImplementationPart: null, DeclaringSyntaxReferences: [var reference] }
            && !IsOverridable(declared)
            ? _bodies.GetOrAdd(declared, _ => Read(reference.GetSyntax(cancellation), declared, caller, cancellation))
            : null;
    }

    /// <summary>The initializer of a field or property; null if there is none.</summary>
    public FunctionBody? GetInitializer(ISymbol member, SemanticModel user, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences is [var reference]
            ? _bodies.GetOrAdd(member, _ => reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer: { } initializer } => Read(initializer, method: null, user, cancellation),
                PropertyDeclarationSyntax { Initializer: { } initializer } => Read(initializer, method: null, user, cancellation),
                _ => null,
            })
            : null;

    /// <summary>The semantic model of a node's syntax tree.</summary>
    public static SemanticModel GetSemanticModel(SyntaxNode node, SemanticModel known) =>
        known.SyntaxTree == node.SyntaxTree ? known : known.Compilation.GetSemanticModel(node.SyntaxTree);

    private static bool IsOverridable(IMethodSymbol method) =>
        method.ContainingType is { TypeKind: TypeKind.Interface } or { Name: "" }
        || (method is { IsSealed: false, ContainingType.IsSealed: false } && (method.IsVirtual || method.IsOverride));

    private FunctionBody? Read(SyntaxNode syntax, IMethodSymbol? method, SemanticModel caller, CancellationToken cancellation)
    {
        if (syntax.DescendantNodes().Any(node => node is YieldStatementSyntax))
            return null;
        var root = GetSemanticModel(syntax, caller).GetOperation(syntax, cancellation)?.GetRoot();
        var graph = root switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation block => ControlFlowGraph.Create(block, cancellation),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
            _ => null,
        };
        return graph is null ? null : new FunctionBody(graph, root!, method?.Parameters ?? [], CapturedVariables.FindIn(root!, symbols));
    }
}
