using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>A batch at a place where it is bound.</summary>
/// <param name="Creation">The expression that makes it.</param>
/// <param name="Place">The call in the method that binds it, or that leads there.</param>
/// <param name="Operand">The expression in the call that is the batch.</param>
/// <param name="Contract">What it must fulfil.</param>
/// <param name="Keys">The keys that it may have.</param>
internal sealed record BoundBatch(SyntaxNode Creation, SyntaxNode Place, SyntaxNode Operand, DataDictContract Contract, BatchKeys Keys)
{
    /// <summary>Whether a method makes it, so that its creation is the place to speak of.</summary>
    public bool IsCreatedIn(SyntaxNode method) => Creation.SyntaxTree == method.SyntaxTree && method.Span.Contains(Creation.Span);

    /// <summary>The required tensors that it surely lacks.</summary>
    /// <remarks>LDSL2002 speaks of a key that is misspelt, so the key that is meant by it is not missed.</remarks>
    public IReadOnlyList<DataDictContract.Field> GetMissingFields()
    {
        if (Keys.IsOpen)
            return [];
        var meant = new HashSet<string?>(Keys.Checked.Where(key => !Contract.HasKey(key)).Select(key => KeySpelling.FindIntendedKey(key, Contract, Keys.Known)));
        return [.. Contract.Fields.Where(field => field.IsRequired && !Keys.Known.Contains(field.Key) && !meant.Contains(field.Key))];
    }
}
