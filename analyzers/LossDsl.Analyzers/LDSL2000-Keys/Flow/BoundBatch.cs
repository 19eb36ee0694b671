using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>A call that binds a batch, with the state of the batch.</summary>
/// <param name="Creation">The expression that creates the batch.</param>
/// <param name="Place">The call that binds it, or the call in the analyzed method that leads there.</param>
/// <param name="Operand">The expression in the call that is the batch.</param>
/// <param name="DataDict">The data dict that the batch must satisfy.</param>
/// <param name="Keys">The keys that the batch may have.</param>
internal sealed record BoundBatch(SyntaxNode Creation, SyntaxNode Place, SyntaxNode Operand, DataDictKeys DataDict, BatchKeys Keys)
{
    /// <summary>Whether a method creates the batch, so that the creation can be reported as the location.</summary>
    public bool IsCreatedIn(SyntaxNode method) => Creation.SyntaxTree == method.SyntaxTree && method.Span.Contains(Creation.Span);

    /// <summary>The required tensors that the batch certainly lacks.</summary>
    /// <remarks>LDSL2002 reports a misspelt key, so the key that was meant is not reported as missing.</remarks>
    public IReadOnlyList<DataDictKeys.Field> GetMissingFields()
    {
        if (Keys.IsOpen)
            return [];
        var meant = new HashSet<string?>(Keys.Checked.Where(key => !DataDict.HasKey(key)).Select(key => KeySpelling.FindIntendedKey(key, DataDict, Keys.Known)));
        return [.. DataDict.Fields.Where(field => field.IsRequired && !Keys.Known.Contains(field.Key) && !meant.Contains(field.Key))];
    }
}
