using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor per token that is put into a batch.</summary>
/// <param name="Target">What is declared there.</param>
/// <param name="Name">How messages call that.</param>
/// <param name="Value">The expression that gives the tensor.</param>
/// <param name="Tokens">What is known of it.</param>
/// <param name="Group">What tells which entries go into one batch.</param>
/// <param name="Batch">The batch that it is put into, where it was there before.</param>
internal sealed record StoredTokenTensor(TokenTensorDeclaration Target, string Name, IOperation Value, TokenTensorValue Tokens, object Group, BatchValue? Batch)
{
    /// <summary>By how many tokens the entries are off, and how many of them are missing.</summary>
    public (int Off, int Missing) Misalignment => (Tokens.Offset - Target.Offset, (Tokens.Missing ?? Target.Missing) - Target.Missing);
}
