using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Analyzes what a class does with the batches in its private fields and properties.</summary>
internal sealed class MemberBatchAnalysis(KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableHashSet<string>?> _added = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The keys that the class adds to the batch in a member; null if the member may be assigned another batch, or the batch
    /// escapes
    /// to code that may add any key.
    /// </summary>
    public ImmutableHashSet<string>? GetAddedKeys(ISymbol member, SemanticModel user, CancellationToken cancellation) =>
        member is { DeclaredAccessibility: Accessibility.Private } and (IFieldSymbol or IPropertySymbol { SetMethod: null })
            ? _added.GetOrAdd(member, _ => Read(member, user, cancellation))
            : null;

    private ImmutableHashSet<string>? Read(ISymbol member, SemanticModel user, CancellationToken cancellation)
    {
        var added = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            var model = FunctionBodyCache.GetSemanticModel(syntax, user);
            foreach (var name in syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == member.Name))
            {
                if (!model.GetSymbolInfo(name, cancellation).Symbol.Is(member))
                    continue;
                if (Mention(name, model, cancellation) is not { } mention)
                    return null;
                switch (BatchUseClassifier.Classify(mention, symbols))
                {
                    case (BatchUse.Adds, { } key):
                        added.Add(key);
                        break;
                    case (BatchUse.Reads or BatchUse.Binds or BatchUse.Removes or BatchUse.Clears, _):
                        break;
                    default:
                        return null;
                }
            }
        }

        return added.ToImmutable();
    }

    private static IOperation? Mention(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        var node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return model.GetOperation(node, cancellation) as IMemberReferenceOperation;
    }
}
